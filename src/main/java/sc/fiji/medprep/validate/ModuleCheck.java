package sc.fiji.medprep.validate;

import java.util.Optional;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.rule.ObjectRules;

/**
 * Modules and functional groups (PS3.3): Types 1 to 2C at every level, values, numbers of values, and rules of objects.
 */
final class ModuleCheck implements FileCheck {
	@Override
	public void check(DicomFile file, Findings findings) {
		DataSet dataSet = file.dataSet();
		Optional<String> sopClass = dataSet.string(Tag.SOP_CLASS_UID).or(() -> file.fileMeta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID));
		if (sopClass.isEmpty()) {
			findings.add("object.class_missing", Tag.toString(Tag.SOP_CLASS_UID), "SOPClassUID is missing, so that modules cannot be checked; every object has one.");
			return;
		}
		Optional<ObjectRules> rules = ObjectRules.of(sopClass.get());
		if (rules.isEmpty()) {
			findings.add("object.unknown", Tag.toString(Tag.SOP_CLASS_UID), "Nothing is known about the modules of this SOP class, so that they are not checked.");
			return;
		}
		for (Iod.Module module : rules.get().missingModules()) {
			if (module.usage() == 'M') findings.add("object.module_unknown", "", "Nothing is known about the attributes of the module " + module.name() + ", so that they are not checked.");
		}
		new ModuleWalk(rules.get(), dataSet, findings).run();
	}
}
