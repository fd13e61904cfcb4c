package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

public class MeasureOutliersTest {
	private static MeasureOutliers.Row row(long id, String group, String measure, double value) {
		return new MeasureOutliers.Row(id, group, Measures.of(Map.of(measure, value)));
	}

	@Test
	public void only_the_odd_one_of_its_own_group_is_found_and_explained() {
		List<MeasureOutliers.Row> rows = new ArrayList<>();
		Random random = new Random(1);
		for (int i = 0; i < 20; i++) rows.add(row(i, "scanner a, t1", "snr", 40 + 2 * random.nextGaussian()));
		for (int i = 20; i < 40; i++) rows.add(row(i, "scanner b, t1", "snr", 12 + random.nextGaussian()));
		rows.add(row(40, "scanner a, t1", "snr", 12));
		List<MeasureOutliers.Outlier> outliers = MeasureOutliers.of(rows);
		assertEquals(1, outliers.size());
		MeasureOutliers.Outlier outlier = outliers.get(0);
		assertEquals(40, outlier.id());
		assertEquals(Measure.SNR, outlier.measure());
		assertEquals(40, outlier.median(), 1.5);
		assertTrue(outlier.z() < -5);
		assertTrue(outlier.sentence(), outlier.sentence().startsWith("The series is lower in signal to noise than 20 others of the same scanner model and protocol: snr is 12.00 where their median is "));
	}

	@Test
	public void what_is_better_than_the_others_is_no_outlier_but_brightness_counts_both_ways() {
		List<MeasureOutliers.Row> rows = new ArrayList<>();
		for (int i = 0; i < 12; i++) rows.add(row(i, "", "snr", 30 + i % 3));
		rows.add(row(12, "", "snr", 300));
		assertEquals(List.of(), MeasureOutliers.of(rows));
		rows.clear();
		for (int i = 0; i < 12; i++) rows.add(row(i, "", "mean", 30 + i % 3));
		rows.add(row(12, "", "mean", 300));
		rows.add(row(13, "", "mean", 1));
		assertEquals(List.of(12L, 13L), MeasureOutliers.of(rows).stream().map(MeasureOutliers.Outlier::id).toList());
	}

	@Test
	public void small_groups_have_no_outliers() {
		List<MeasureOutliers.Row> rows = new ArrayList<>();
		for (int i = 0; i < MeasureOutliers.LEAST_GROUP - 2; i++) rows.add(row(i, "", "noise", 5 + 0.1 * i));
		rows.add(row(9, "", "noise", 500));
		assertEquals(List.of(), MeasureOutliers.of(rows));
	}

	@Test
	public void equal_values_make_no_outliers_of_those_beside_them_but_of_far_ones() {
		List<MeasureOutliers.Row> rows = new ArrayList<>();
		for (int i = 0; i < 20; i++) rows.add(row(i, "", "noise", 5));
		rows.add(row(20, "", "noise", 5.2));
		assertEquals(List.of(), MeasureOutliers.of(rows));
		rows.add(row(21, "", "noise", 25));
		assertEquals(List.of(21L), MeasureOutliers.of(rows).stream().map(MeasureOutliers.Outlier::id).toList());
		rows.clear();
		for (int i = 0; i < 20; i++) rows.add(row(i, "", "clipped_high", 0));
		assertEquals(List.of(), MeasureOutliers.of(rows));
	}
}
