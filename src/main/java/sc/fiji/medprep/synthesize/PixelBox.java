package sc.fiji.medprep.synthesize;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * A box of burned-in text, in pixels from the upper left corner of each frame: the text of a check for
 * {@link Check.Action#PIXELS_HIDDEN}.
 *
 * @param text what is written there
 * @param left first column
 * @param top first row
 * @param right column behind the last one
 * @param bottom row behind the last one
 */
record PixelBox(String text, int left, int top, int right, int bottom) {
	/** @throws IllegalArgumentException if the box is empty or begins outside */
	PixelBox {
		if (left < 0 || top < 0 || right <= left || bottom <= top) throw new IllegalArgumentException("The box is empty or begins outside of the image");
	}

	/** @throws IllegalArgumentException if the text is not of the form of {@link #toString} */
	static PixelBox parse(String json) {
		try {
			JsonObject box = JsonParser.parseString(json).getAsJsonObject();
			JsonElement text = box.get("text");
			return new PixelBox(text == null ? "" : text.getAsString(), number(box, "top_left", 0), number(box, "top_left", 1), number(box, "bottom_right", 0),
				number(box, "bottom_right", 1));
		}
		catch (JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
			throw new IllegalArgumentException("The text is no box");
		}
	}

	private static int number(JsonObject box, String corner, int index) {
		return (int) Double.parseDouble(box.getAsJsonArray(corner).get(index).getAsString());
	}

	/** As the MIDI-B keys write it: {@code {"text":"DOE JANE","top_left":[8,4],"bottom_right":[120,20]}}. */
	@Override
	public String toString() {
		JsonObject box = new JsonObject();
		box.addProperty("text", text);
		box.add("top_left", corner(left, top));
		box.add("bottom_right", corner(right, bottom));
		return box.toString();
	}

	private static JsonArray corner(int x, int y) {
		JsonArray corner = new JsonArray();
		corner.add(x);
		corner.add(y);
		return corner;
	}
}
