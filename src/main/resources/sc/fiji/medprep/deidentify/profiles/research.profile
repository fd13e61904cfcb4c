medprep-profile 1
# For research data sets: what a study of images needs stays, dates move by one interval for each patient.
name = Research with dates shifted
dates = shift
shift_days = 30..3650
retain_patient_characteristics = yes
retain_safe_private = yes
clean_descriptors = yes
clean_structured_content = yes
clean_graphics = yes
strictness = normal
documents = refuse
