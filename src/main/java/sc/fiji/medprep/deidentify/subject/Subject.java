package sc.fiji.medprep.deidentify.subject;

/**
 * Who a patient is in the output.
 *
 * @param pseudonym stands for Patient ID and Patient's Name
 * @param shift by how much all dates of this patient are moved; of 0 days if dates are not shifted
 */
public record Subject(String pseudonym, DateShift shift) {}
