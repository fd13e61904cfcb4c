package sc.fiji.medprep.deidentify.files;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The OME-XML of a TIFF file, reduced to how the planes are arranged and calibrated. */
final class OmeXml {
	private static final Set<String> OF_PLANE = Set.of("TheZ", "TheC", "TheT", "DeltaT", "DeltaTUnit", "ExposureTime", "ExposureTimeUnit", "PositionX", "PositionXUnit", "PositionY", "PositionYUnit", "PositionZ",
		"PositionZUnit");
	private static final Map<String, Set<String>> KEPT = Map.of("OME", Set.of(), "Image", Set.of(),
		"Pixels", Set.of("DimensionOrder", "Type", "SizeX", "SizeY", "SizeZ", "SizeC", "SizeT", "PhysicalSizeX", "PhysicalSizeXUnit", "PhysicalSizeY", "PhysicalSizeYUnit", "PhysicalSizeZ", "PhysicalSizeZUnit",
			"TimeIncrement", "TimeIncrementUnit", "SignificantBits", "BigEndian", "Interleaved"),
		"Channel", Set.of("SamplesPerPixel", "Color", "EmissionWavelength", "EmissionWavelengthUnit", "ExcitationWavelength", "ExcitationWavelengthUnit"),
		"TiffData", Set.of("IFD", "PlaneCount", "FirstZ", "FirstC", "FirstT"), "Plane", OF_PLANE);
	private static final Pattern VALUE = Pattern.compile("[-+]?[0-9.]{1,24}(?:[eE][-+]?\\d{1,3})?|true|false|[XYZCT]{5}|u?int(?:8|16|32)|float|double|complex|double-complex|bit|[\u00b5mnpkc]?m|\u00c5|[\u00b5mn]?s|min|h|d|pixel|reference frame");
	private static final Pattern NAMESPACE = Pattern.compile("http://www\\.openmicroscopy\\.org/Schemas/OME/\\d{4}-\\d{2}");

	private OmeXml() {}

	/** The reduced description; empty if the text is no OME-XML. */
	static String cleaned(String text) {
		StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
		Deque<String> open = new ArrayDeque<>();
		int images = 0, skipped = 0;
		try {
			XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
			factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
			factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
			XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text.strip()));
			while (in.hasNext()) {
				int event = in.next();
				if (event == XMLStreamConstants.START_ELEMENT) {
					String name = in.getLocalName();
					if (open.isEmpty() && !(skipped == 0 && name.equals("OME") && NAMESPACE.matcher(String.valueOf(in.getNamespaceURI())).matches())) return "";
					if (skipped > 0 || !KEPT.containsKey(name)) {
						skipped++;
						continue;
					}
					if (name.equals("Image")) images++;
					open.push(name);
					start(in, name, images, out);
				}
				else if (event == XMLStreamConstants.END_ELEMENT) {
					if (skipped > 0) skipped--;
					else out.append("</").append(open.pop()).append('>');
				}
			}
		}
		catch (XMLStreamException e) {
			return "";
		}
		return out.toString();
	}

	private static void start(XMLStreamReader in, String name, int image, StringBuilder out) {
		out.append('<').append(name);
		switch (name) {
			case "OME" -> out.append(" xmlns=\"").append(in.getNamespaceURI()).append('"');
			case "Image" -> out.append(" ID=\"Image:").append(image - 1).append('"');
			case "Pixels" -> out.append(" ID=\"Pixels:").append(image - 1).append('"');
			default -> {
				// other elements need no name
			}
		}
		for (int i = 0; i < in.getAttributeCount(); i++) {
			String key = in.getAttributeLocalName(i), value = in.getAttributeValue(i);
			if (KEPT.get(name).contains(key) && VALUE.matcher(value).matches()) out.append(' ').append(key).append("=\"").append(value).append('"');
		}
		out.append('>');
	}
}
