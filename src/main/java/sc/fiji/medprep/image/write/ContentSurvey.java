package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;

/**
 * One walk over all planes before the first is written: the range of values decides how they are stored, their digest makes the UIDs.
 */
final class ContentSurvey {
	private static final int CHUNK = 1 << 13;
	/** A value that is nearer to a step of the source than this part of one lies on it. */
	private static final double ON_STEP = 1e-3;
	/** Between the least and the greatest value, of 16 bits; one is left for rounding. */
	private static final int MOST_STEPS = 65534;

	private final MessageDigest digest = Digests.sha256();
	private double leastStored = Double.POSITIVE_INFINITY, greatestStored = Double.NEGATIVE_INFINITY, leastReal = leastStored, greatestReal = greatestStored;
	private boolean onSteps = true, whole = true;

	/**
	 * @param sourceType how the source stores values
	 * @param sourceSteps the rescales of the source by new plane
	 */
	static ContentSurvey of(PlaneSource voxels, PixelType sourceType, List<Rescale> sourceSteps) throws IOException {
		ContentSurvey survey = new ContentSurvey();
		Volume.Values values = voxels.values();
		int length = voxels.shape().width() * voxels.shape().height();
		for (int plane = 0; plane < voxels.shape().planes(); plane++) {
			Object held = voxels.plane(plane);
			survey.digest(held, length);
			Rescale steps = sourceSteps.size() == 1 ? sourceSteps.get(0) : sourceSteps.get(plane);
			if (values.type() != PixelType.RGB) survey.range(Voxels.of(values.type(), held), length, values.rescale(plane), steps, sourceType, isWide(values.type()));
		}
		return survey;
	}

	/** Whether values of a type do not fit into 16 bits. */
	static boolean isWide(PixelType type) {
		return type != PixelType.RGB && type.bytes() > 2;
	}

	private void range(Voxels voxels, int length, Rescale rescale, Rescale steps, PixelType sourceType, boolean wide) throws IOException {
		int bits = 8 * sourceType.bytes();
		for (int i = 0; i < length; i++) {
			double stored = voxels.stored(i);
			if (!Double.isFinite(stored)) throw new IOException("The volume has voxels that are no finite numbers, which DICOM images cannot have; give them a value first");
			if (stored < leastStored) leastStored = stored;
			if (stored > greatestStored) greatestStored = stored;
			if (!wide) continue;
			double real = rescale.real(stored);
			leastReal = Math.min(leastReal, real);
			greatestReal = Math.max(greatestReal, real);
			whole &= real == Math.rint(real);
			if (onSteps) {
				long step = StoredForm.step(real, steps);
				double off = Math.abs(steps.real(step) - real), rounding = 2 * Math.ulp((float) real);
				onSteps = bits <= 16 && step >= StoredForm.least(sourceType, bits) && step <= StoredForm.greatest(sourceType, bits) && off <= Math.max(rounding, ON_STEP * Math.abs(steps.slope())) && rounding < Math.abs(steps.slope()) / 4;
			}
		}
	}

	private void digest(Object held, int length) {
		ByteBuffer buffer = ByteBuffer.allocate(8 * CHUNK);
		for (int at = 0; at < length; at += CHUNK) {
			int count = Math.min(CHUNK, length - at);
			buffer.clear();
			if (held instanceof byte[] bytes) buffer.put(bytes, at, count);
			else if (held instanceof short[] shorts) advance(buffer, buffer.asShortBuffer().put(shorts, at, count).position() * 2);
			else if (held instanceof int[] ints) advance(buffer, buffer.asIntBuffer().put(ints, at, count).position() * 4);
			else if (held instanceof float[] floats) advance(buffer, buffer.asFloatBuffer().put(floats, at, count).position() * 4);
			else advance(buffer, buffer.asDoubleBuffer().put((double[]) held, at, count).position() * 8);
			digest.update(buffer.flip());
		}
	}

	private static void advance(ByteBuffer buffer, int bytes) {
		buffer.position(bytes);
	}

	byte[] digest() {
		return digest.digest();
	}

	/**
	 * @param sourceBits Bits Stored of the source
	 * @param fromZero whether real values are a multiple of the stored ones: units of PET and of doses (PS3.3 C.8.9.4, C.8.8.3)
	 */
	StoredForm form(PlaneSource voxels, PixelType sourceType, List<Rescale> sourceSteps, int sourceBits, boolean fromZero) throws IOException {
		Volume.Values values = voxels.values();
		PixelType type = values.type();
		if (type == PixelType.RGB) return new StoredForm(type, 8, List.of(Rescale.NONE), false, 0);
		if (!isWide(type)) {
			PixelType stored = sourceType.bytes() > 1 && type.bytes() == 1 ? type.isSigned() ? PixelType.INT16 : sourceType == PixelType.INT16 ? sourceType : PixelType.UINT16 : type;
			boolean fits = stored == sourceType && leastStored >= StoredForm.least(stored, sourceBits) && greatestStored <= StoredForm.greatest(stored, sourceBits);
			return new StoredForm(stored, fits ? sourceBits : 8 * stored.bytes(), values.rescales(), false, 0);
		}
		if (onSteps && !isWide(sourceType) && sourceType != PixelType.RGB) return new StoredForm(sourceType, 8 * sourceType.bytes(), sourceSteps, true, 0);
		boolean signed = fromZero && leastReal < 0;
		double span = !fromZero ? greatestReal - leastReal : signed ? 2 * Math.max(-leastReal, greatestReal) : greatestReal;
		if (!(span < Double.POSITIVE_INFINITY)) throw new IOException("The values of the volume span more than can be stored; scale them first");
		if (whole && span <= MOST_STEPS) return new StoredForm(signed ? PixelType.INT16 : PixelType.UINT16, 16, List.of(new Rescale(1, fromZero ? 0 : leastReal)), true, 0);
		// A little more than needed, because decimal text rounds.
		double slope = span > 0 ? DecimalText.rounded(span / MOST_STEPS * (1 + 1e-9)) : 1;
		Rescale rescale = new Rescale(slope, fromZero ? 0 : DecimalText.rounded(leastReal));
		return new StoredForm(signed ? PixelType.INT16 : PixelType.UINT16, 16, List.of(rescale), true, slope / 2);
	}
}
