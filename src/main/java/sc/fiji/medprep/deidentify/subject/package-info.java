/** Who a patient becomes: the study key, and the pseudonyms, UIDs and date shifts that are functions of it. */
package sc.fiji.medprep.deidentify.subject;
