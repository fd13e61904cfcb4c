package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.curate.quality.Measure;
import sc.fiji.medprep.curate.quality.MeasureOutliers;
import sc.fiji.medprep.curate.quality.Measures;
import sc.fiji.medprep.dicom.Tag;

/** Volumes whose quality is far from that of others of the same scanner model and protocol. */
final class QualityOutliers {
	private QualityOutliers() {}

	static void run(Index index, Found found) throws IOException {
		List<MeasureOutliers.Row> rows = new ArrayList<>();
		index.each("SELECT q.*, f.item, r.Manufacturer, r.ManufacturerModelName, r.Modality, r.ProtocolName, r.SeriesDescription, r.BodyPartExamined FROM quality q JOIN file f ON f.id = q.file JOIN series r ON r.id = f.series ORDER BY f.item", row -> {
			Map<String, Double> measures = new HashMap<>();
			for (Measure measure : Measure.values()) {
				double value = row.getDouble(measure.key());
				if (!row.wasNull()) measures.put(measure.key(), value);
			}
			rows.add(new MeasureOutliers.Row(row.getInt("item"), String.join("\0", row.getString("Manufacturer"), row.getString("ManufacturerModelName"), row.getString("Modality"), row.getString("ProtocolName"),
				row.getString("SeriesDescription"), row.getString("BodyPartExamined"), row.getString("number")), Measures.of(measures)));
		});
		for (MeasureOutliers.Outlier outlier : MeasureOutliers.of(rows)) found.add((int) outlier.id(), "set.quality.outlier", Tag.PIXEL_DATA, outlier.sentence() + ".");
	}
}
