medprep-profile 1
# The Basic Profile of PS3.15 and nothing else: dates and descriptions go, UIDs and patients get new names.
name = Basic
dates = remove                          # remove | shift | keep
shift_days = 30..3650                   # how far dates move back where they are shifted; fixed for each patient
retain_uids = no
retain_device_identity = no             # maker's names, models and serial numbers
retain_institution_identity = no
retain_patient_characteristics = no     # sex, age, size, weight, allergies
retain_safe_private = no                # private elements that are known to be harmless
clean_descriptors = no                  # keep descriptions, without names, numbers and dates of the patient
clean_structured_content = no           # keep the content of reports, cleaned in the same way
clean_graphics = no                     # keep annotations drawn on images, cleaned in the same way
strictness = normal                     # loose | normal | strict: what happens to unknown words in descriptions
documents = refuse                      # refuse | strip: encapsulated PDF, CDA, STL
