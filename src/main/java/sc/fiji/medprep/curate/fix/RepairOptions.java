package sc.fiji.medprep.curate.fix;

import java.util.Set;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of repairs, the same for dialog, macro, terminal and report.
 *
 * @param batch where from and where to; with an output folder
 * @param repairs what may be repaired
 */
public record RepairOptions(BatchOptions batch, Set<Repair> repairs) {
	public RepairOptions {
		repairs = Set.copyOf(repairs);
	}
}
