package sc.fiji.medprep.curate.quality;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured; what could not be, or would have been wrong, is not there. Immutable. */
public final class Measures {
	private final double[] values;

	/** @param values by the order of {@link Measure}, NaN or infinite where there is none */
	Measures(double[] values) {
		this.values = values.clone();
	}

	/** From what {@link #toMap} gave, as it was stored; names that are not known are left out. */
	public static Measures of(Map<String, Double> stored) {
		double[] values = none();
		for (Measure measure : Measure.values()) values[measure.ordinal()] = stored.getOrDefault(measure.key(), Double.NaN);
		return new Measures(values);
	}

	static double[] none() {
		double[] values = new double[Measure.values().length];
		Arrays.fill(values, Double.NaN);
		return values;
	}

	/** NaN if there is none. */
	public double get(Measure measure) {
		double value = values[measure.ordinal()];
		return Double.isFinite(value) ? value : Double.NaN;
	}

	public boolean has(Measure measure) {
		return Double.isFinite(values[measure.ordinal()]);
	}

	/** What is there, by {@link Measure#key}, in the order of the measures. */
	public Map<String, Double> toMap() {
		Map<String, Double> map = new LinkedHashMap<>();
		for (Measure measure : Measure.values()) if (has(measure)) map.put(measure.key(), get(measure));
		return map;
	}

	@Override
	public String toString() {
		return toMap().toString();
	}
}
