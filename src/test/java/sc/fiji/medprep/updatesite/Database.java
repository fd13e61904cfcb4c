package sc.fiji.medprep.updatesite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads and writes {@code db.xml.gz}, the table of contents of an update site. */
final class Database {

	private static final String DTD = """
		<!DOCTYPE pluginRecords [
		<!ELEMENT pluginRecords (plugin*)>
		<!ELEMENT plugin (platform*, category*, version?, previous-version*)>
		<!ATTLIST plugin filename CDATA #REQUIRED executable CDATA #IMPLIED update-site CDATA #IMPLIED>
		<!ELEMENT platform (#PCDATA)>
		<!ELEMENT category (#PCDATA)>
		<!ELEMENT version (description?, dependency*, link*, author*)>
		<!ATTLIST version checksum CDATA #REQUIRED timestamp CDATA #REQUIRED filesize CDATA #REQUIRED>
		<!ELEMENT description (#PCDATA)>
		<!ELEMENT dependency EMPTY>
		<!ATTLIST dependency filename CDATA #REQUIRED timestamp CDATA #IMPLIED overrides CDATA #IMPLIED>
		<!ELEMENT link (#PCDATA)>
		<!ELEMENT author (#PCDATA)>
		<!ELEMENT previous-version EMPTY>
		<!ATTLIST previous-version checksum CDATA #REQUIRED timestamp CDATA #REQUIRED
			timestamp-obsolete CDATA #IMPLIED filename CDATA #IMPLIED>
		]>
		""";

	private Database() {}

	static Document empty() {
		Document document = builder(false).newDocument();
		document.appendChild(document.createElement("pluginRecords"));
		return document;
	}

	/** Reads a database, and fails where it is not built as its own document type says. */
	static Document read(byte[] gzipped) throws IOException {
		return parse(builder(true), new GZIPInputStream(new ByteArrayInputStream(gzipped)));
	}

	/** Reads XML of somebody else: a database of Fiji's, or a pom. */
	static Document readForeign(InputStream xml) throws IOException {
		return parse(builder(false), xml);
	}

	static byte[] write(Document document) throws IOException {
		var bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + DTD).getBytes(UTF_8));
			Transformer transformer = TransformerFactory.newInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
			transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
			transformer.setOutputProperty(OutputKeys.INDENT, "yes");
			transformer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(out));
		} catch (TransformerException e) {
			throw new IOException("db.xml.gz could not be written: " + e.getMessage(), e);
		}
		read(bytes.toByteArray());
		return bytes.toByteArray();
	}

	/** The child elements of that name, in order. */
	static List<Element> children(Node parent, String name) {
		List<Element> found = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element element && element.getTagName().equals(name)) found.add(element);
		}
		return found;
	}

	private static Document parse(DocumentBuilder builder, InputStream xml) throws IOException {
		try (xml) {
			return builder.parse(xml);
		} catch (SAXException e) {
			throw new IOException("This XML is not as expected: " + e.getMessage(), e);
		}
	}

	private static DocumentBuilder builder(boolean strict) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
			factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
			factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
			factory.setValidating(strict);
			// Or each reading and writing would indent further.
			factory.setIgnoringElementContentWhitespace(strict);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new FirstErrorEnds());
			return builder;
		} catch (ParserConfigurationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static final class FirstErrorEnds implements ErrorHandler {

		@Override
		public void warning(SAXParseException e) {}

		@Override
		public void error(SAXParseException e) throws SAXException {
			throw e;
		}

		@Override
		public void fatalError(SAXParseException e) throws SAXException {
			throw e;
		}
	}
}
