package sc.fiji.medprep.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Does a step to each item that is not yet done. */
final class ItemWork implements Work {
	private final Step step;
	private final Object[] locks = new Object[64];

	ItemWork(Step step) {
		this.step = step;
		for (int i = 0; i < locks.length; i++) locks[i] = new Object();
	}

	@Override
	public int passes() {
		return 1;
	}

	@Override
	public boolean run(Run run) throws IOException {
		return run.workers().run(run.items().size(), () -> new OfThread(run));
	}

	@Override
	public void review(Review review) throws IOException {
		step.review(review);
	}

	private final class OfThread implements Workers.Worker {
		private final Run run;
		private final ItemReader reader;
		private final OutputWriter writer;
		private final Quarantine quarantine;

		OfThread(Run run) {
			this.run = run;
			reader = run.reader();
			writer = run.writer();
			quarantine = new Quarantine(run.places());
		}

		@Override
		public int handle(int item) throws IOException {
			if (!run.journal().has(item)) process(item);
			return 1;
		}

		@Override
		public void close() throws IOException {
			reader.close();
		}

		private void process(int item) throws IOException {
			if (run.items().refusal(item) != null) {
				run.journal().append(new Failure(run.items().refusal(item), false, false).refused(item, ""));
				return;
			}
			String sha256 = "";
			OutputWriter.Part part = null;
			ItemResult result;
			try (ItemReader.Opened opened = reader.open(item)) {
				sha256 = opened.sha256();
				Product product = step.process(new Item(item, opened.source(), sha256, run.origin(item, opened.entry())));
				if (product.content() != null) part = writer.write(item, 0, product.name(), product.content());
				Verdict verdict = part == null ? Verdict.PASSED : part.judged(product.check());
				result = result(item, product, sha256, part, verdict);
			}
			catch (Throwable e) {
				result = run.failure(e, item).refused(item, sha256);
			}
			boolean failed = part != null && result.output().isEmpty();
			if (failed || run.workers().isStopped() && part != null) part.delete();
			// what failed while the run was being canceled may have failed because of that
			if (run.workers().isStopped()) throw new CanceledException();
			if (part == null || failed) run.journal().append(result);
			else if (result.outcome() == Outcome.QUARANTINED) {
				quarantine.take(part.part(), result.output());
				run.journal().append(result);
			}
			else place(part, result);
		}

		/** Gives the output its name, unless an earlier item has it. The tables are told later which of them counts. */
		private void place(OutputWriter.Part part, ItemResult result) throws IOException {
			OutputNames names = run.remains().names();
			OutputNames.Key key = OutputNames.Key.of(result.output());
			synchronized (locks[(int) (key.high() & locks.length - 1)]) {
				int owner = names.owner(key);
				run.journal().append(result);
				if (owner != 0 && owner < result.item()) {
					part.delete();
					return;
				}
				try {
					part.moveToTarget();
					names.claim(key, result.item());
				}
				catch (OutputException | BatchConfigurationException e) {
					throw e;
				}
				catch (IOException e) {
					part.delete();
					run.journal().append(new Failure(Reasons.of(e), false, false).refused(result.item(), result.sha256In()));
				}
			}
		}
	}

	private static ItemResult result(int item, Product product, String sha256, OutputWriter.Part part, Verdict verdict) {
		List<Finding> findings = new ArrayList<>(product.findings());
		findings.addAll(verdict.findings());
		ItemResult result = new ItemResult(item, product.outcome(), product.reason(), product.name(), sha256, part == null ? "" : part.sha256(),
			part == null ? 0 : part.bytes(), false, false, product.note(), findings);
		boolean apart = product.outcome() == Outcome.QUARANTINED || !verdict.problem().isEmpty();
		return apart ? result.quarantinedAs(verdict.problem().isEmpty() ? product.reason() : verdict.problem(), Quarantine.nameOf(item, product.name())) : result;
	}
}
