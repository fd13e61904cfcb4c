/** Who a patient becomes: the study key, the pseudonyms, UIDs and date shifts that are functions of it, and the list of the user's own pseudonyms. */
package sc.fiji.medprep.deidentify.subject;
