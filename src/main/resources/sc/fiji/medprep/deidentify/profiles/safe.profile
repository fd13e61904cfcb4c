medprep-profile 1
# Everything that does not identify the patient by itself: full dates, equipment and institution stay. For data that
# remain under a data use agreement.
name = Keep everything safe
dates = keep
retain_device_identity = yes
retain_institution_identity = yes
retain_patient_characteristics = yes
retain_safe_private = yes
clean_descriptors = yes
clean_structured_content = yes
clean_graphics = yes
strictness = loose
documents = strip
