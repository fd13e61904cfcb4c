package sc.fiji.medprep.standard.rule;

import java.util.Objects;

/** One of the blocks of attributes that make up a level: that of one module at one place. */
final class Source {
	final int module;
	/** In the table of modules; null if its attributes stand in the texts only. */
	final String block;
	/** In the rule texts. */
	final String context;
	/** The sequence around; 0 at the root. */
	final int sequence;
	private final Source around;

	private Source(int module, String block, String context, int sequence, Source around) {
		this.module = module;
		this.block = block;
		this.context = context;
		this.sequence = sequence;
		this.around = around;
	}

	/** The root of a module. */
	static Source root(int module, String block, String context) {
		return new Source(module, block, context, 0, null);
	}

	/**
	 * The items of a sequence of this source. A sequence inside itself, as the tree of a report has it, leads back to its first
	 * level unless the texts go deeper.
	 */
	Source inside(int tag, String insideBlock, RuleTexts texts) {
		String deeper = context + RuleTexts.inside(tag);
		if (insideBlock != null && !texts.reach(deeper)) {
			for (Source out = this; out != null; out = out.around) {
				if (out.sequence == tag && insideBlock.equals(out.block)) return out;
			}
		}
		return new Source(module, insideBlock, deeper, tag, this);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Source source && module == source.module && sequence == source.sequence && Objects.equals(block, source.block) && context.equals(source.context);
	}

	@Override
	public int hashCode() {
		return context.hashCode() * 31 + module;
	}
}
