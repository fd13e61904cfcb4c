package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A volume that is still in its files. Index k runs along i cross j, planes that no file has are blank (stored value 0).
 * Immutable and safe for use by several threads.
 */
public final class StoredVolume {
	private final Frame[] planes;
	private final Volume.Shape shape;
	private final Volume.Values values;
	private final Geometry geometry;
	private final Axis axis;
	private final List<SeriesFinding> findings;
	private final ImageKind kind;

	/** @param planes plane k of volume v at {@code v * depth + k}; null for a blank one, but not for all */
	StoredVolume(Frame[] planes, int depth, Geometry geometry, Axis axis, List<SeriesFinding> findings) {
		this(planes, depth, geometry, axis, findings, kind(VolumeSequence.first(planes)));
	}

	private StoredVolume(Frame[] planes, int depth, Geometry geometry, Axis axis, List<SeriesFinding> findings, ImageKind kind) {
		this.planes = planes;
		this.geometry = geometry;
		this.axis = axis;
		this.findings = List.copyOf(findings);
		this.kind = kind;
		FrameForm form = VolumeSequence.first(planes).form();
		shape = new Volume.Shape(form.columns(), form.rows(), depth, planes.length / depth);
		values = values(planes, depth);
	}

	private static ImageKind kind(Frame frame) {
		FrameForm form = frame.form();
		return new ImageKind(form.imageType(), form.component(), form.echo(), form.echoTime(), frame.moment().acquisition(), frame.file().instance, form.repetitionTime(), form.thickness());
	}

	private static Volume.Values values(Frame[] planes, int depth) {
		Frame first = VolumeSequence.first(planes), middle = planes[depth / 2] == null ? first : planes[depth / 2];
		List<Rescale> rescales = Arrays.stream(planes).map(frame -> (frame == null ? first : frame).look().rescale()).toList();
		boolean same = rescales.stream().distinct().count() == 1;
		return new Volume.Values(first.form().type(), same ? rescales.subList(0, 1) : rescales, first.form().unit(), middle.look().center(), middle.look().width());
	}

	/** With the number of the echo counted by echo times, which are in ascending order. */
	StoredVolume withEchoOf(double[] echoTimes) {
		int echo = Math.max(0, Arrays.binarySearch(echoTimes, kind.echoTime()) + 1);
		return new StoredVolume(planes, shape.depth(), geometry, axis, findings,
			new ImageKind(kind.type(), kind.component(), echo, kind.echoTime(), kind.acquisition(), kind.instance(), kind.repetitionTime(), kind.thickness()));
	}

	public Volume.Shape shape() {
		return shape;
	}

	public Volume.Values values() {
		return values;
	}

	/** In the patient, in LPS; by pixel spacing alone, from the origin, for images that have no place there. */
	public Geometry geometry() {
		return geometry;
	}

	/** Whether the geometry is that in the patient; else it is pixel spacing alone. */
	public boolean isInPatient() {
		return VolumeSequence.first(planes).form().place() == FrameForm.Place.IN_PATIENT;
	}

	/** What tells the volumes apart. */
	public Axis axis() {
		return axis;
	}

	public List<SeriesFinding> findings() {
		return findings;
	}

	/** Whether a finding says that the volume may be geometrically wrong, so that it must not be written without saying so. */
	public boolean isRefused() {
		return findings.stream().anyMatch(finding -> finding.kind().refuses());
	}

	/** What the images show. */
	public ImageKind kind() {
		return kind;
	}

	/** Where each plane comes from; {@link SliceSource#NONE} for blank ones. */
	public List<SliceSource> sources() {
		return Arrays.stream(planes).map(frame -> frame == null ? SliceSource.NONE : new SliceSource(frame.file().number(), frame.file().sopClass, frame.file().sopInstance, frame.index() + 1)).toList();
	}

	/** The files, each once, in the order of the planes. */
	public List<DicomSource> files() {
		Set<DicomSource> files = new LinkedHashSet<>();
		for (Frame frame : planes) {
			if (frame != null) files.add(frame.file().source);
		}
		return List.copyOf(files);
	}

	/** The file of the plane that was counted first: its header stands for all. */
	public DicomSource first() {
		return VolumeSequence.first(planes).file().source;
	}

	/**
	 * Planes that are read and decoded when they are asked for. A file is open from its first plane to its last one, at most a
	 * few at a time.
	 */
	public PlaneSource planes() {
		return new StoredPlanes(this, planes);
	}

	/**
	 * Reads and decodes all planes.
	 *
	 * @param threads at least 1
	 * @throws IOException if a plane cannot be read or decoded, or if there is not enough memory; one sentence without identifiers
	 */
	public Volume load(int threads) throws IOException {
		long bytes = (long) shape.width() * shape.height() * planes.length * Math.max(values.type().bytes(), values.type() == PixelType.RGB ? Integer.BYTES : 0);
		if (bytes > Runtime.getRuntime().maxMemory()) throw new IOException("The volume needs " + (bytes >> 20) + " MB of memory, which Java may not use; give it more memory or convert the series instead, which reads slice by slice");
		List<Object> arrays = new ParallelPlanes(planes(), planes.length).read(threads);
		return new Volume(shape, values, geometry, axis, arrays, sources(), findings);
	}
}
