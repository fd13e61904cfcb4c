package sc.fiji.medprep.standard;

import java.util.function.Supplier;

/** Prints what the first use of each table costs in this JVM, in milliseconds. Meant for a fresh one. */
public final class ColdLoad {

	private ColdLoad() {}

	public static void main(String[] args) {
		time("(nothing)", () -> "");
		double sum = time("dictionary, VR of 2 tags", () -> {
			Dictionary.instance().vrOf(0x00100010, null);
			return Dictionary.instance().vrOf(0x60020010, null);
		});
		sum += time("dictionary, attribute", () -> Dictionary.instance().attribute(0x00100010));
		sum += time("dictionary, keyword", () -> Dictionary.instance().attribute("PatientID"));
		sum += time("dictionary, private VR", () -> Dictionary.instance().vrOf(0x00291010, "SIEMENS CSA HEADER"));
		sum += time("safe private elements", () -> SafePrivate.instance().dispositionOf("GEMS_PARM_01", 0x0043, 0x39, false));
		sum += time("UID registry", () -> UidRegistry.instance().contains("1.2.840.10008.1.2.1"));
		sum += time("UID registry, vendor", () -> UidRegistry.instance().isVendorClass("1.3.12.2.1107.5.9.1"));
		sum += time("UID registry, coding scheme", () -> UidRegistry.instance().isCodingScheme("2.16.840.1.113883.6.96"));
		sum += time("CT Image IOD", () -> Iods.instance().ofSopClass("1.2.840.10008.5.1.4.1.1.2").get());
		sum += time("CT Image, two nested types", () -> {
			Iod ct = Iods.instance().ofSopClass("1.2.840.10008.5.1.4.1.1.2").get();
			ct.typeOf(0x00081140, 0x00081155);
			return ct.typeOf(0x00400275, 0x00400008, 0x00080100);
		});
		sum += time("Enhanced MR IOD", () -> Iods.instance().ofSopClass("1.2.840.10008.5.1.4.1.1.4.1").get().typeOf(0x52009230, 0x00209111, 0x00209158));
		sum += time("confidentiality table", () -> ConfidentialityTable.instance().find(0x00100010));
		System.out.printf("%-30s %7.2f%n", "all", sum);
	}

	private static double time(String what, Supplier<?> use) {
		long start = System.nanoTime();
		use.get();
		double milliseconds = (System.nanoTime() - start) / 1e6;
		System.out.printf("%-30s %7.2f%n", what, milliseconds);
		return milliseconds;
	}
}
