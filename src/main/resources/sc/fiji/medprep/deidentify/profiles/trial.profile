medprep-profile 1
# For a clinical trial with a reading centre: the equipment stays for quality control, unknown words go.
name = Clinical trial
dates = shift
shift_days = 30..3650
retain_device_identity = yes
retain_patient_characteristics = yes
retain_safe_private = yes
clean_descriptors = yes
clean_structured_content = yes
clean_graphics = yes
strictness = strict
documents = refuse
