package bot.conversational.adapters.llm.stream;

/**
 * Tells thoughts from text where a model writes them into the text: between {@code <think>} and {@code </think>}, before
 * all else. White space at the edges of thoughts is left out. For one thread.
 */
final class ThoughtTags {

    private static final String OPENING = "<think>";
    private static final String CLOSING = "</think>";

    private enum Place {
        /** Nothing but white space has come, or the beginning of a tag. */
        BEGIN,
        BEFORE_THOUGHT,
        IN_THOUGHT,
        BEFORE_TEXT,
        IN_TEXT
    }

    private final Parts parts;
    private Place place = Place.BEGIN;
    private String held = "";

    ThoughtTags(Parts parts) {
        this.parts = parts;
    }

    void add(String piece) {
        if (place == Place.IN_TEXT) {
            parts.text(piece);
            return;
        }
        String rest = held + piece;
        held = "";
        while (!rest.isEmpty() && place != Place.IN_TEXT) {
            rest = switch (place) {
                case BEGIN -> begin(rest);
                case BEFORE_THOUGHT -> edge(rest, Place.IN_THOUGHT);
                case IN_THOUGHT -> thought(rest);
                case BEFORE_TEXT -> edge(rest, Place.IN_TEXT);
                case IN_TEXT -> rest;
            };
        }
        parts.text(rest);
    }

    /** No more text follows: what could have become a tag is none. */
    void end() {
        String rest = held;
        held = "";
        if (place == Place.IN_THOUGHT) {
            parts.reasoning(rest);
        } else {
            parts.text(rest);
        }
    }

    /** What is left to be looked at. */
    private String begin(String text) {
        String stripped = text.stripLeading();
        if (stripped.startsWith(OPENING)) {
            place = Place.BEFORE_THOUGHT;
            return stripped.substring(OPENING.length());
        }
        if (OPENING.startsWith(stripped)) {
            held = text;
            return "";
        }
        place = Place.IN_TEXT;
        return text;
    }

    private String edge(String text, Place behind) {
        String stripped = text.stripLeading();
        if (!stripped.isEmpty()) {
            place = behind;
        }
        return stripped;
    }

    private String thought(String text) {
        int closing = text.indexOf(CLOSING);
        if (closing >= 0) {
            parts.reasoning(text.substring(0, closing).stripTrailing());
            place = Place.BEFORE_TEXT;
            return text.substring(closing + CLOSING.length());
        }
        int certain = certainlyThought(text);
        parts.reasoning(text.substring(0, certain));
        held = text.substring(certain);
        return "";
    }

    /** The length without white space at the end and without what may be the beginning of the closing tag. */
    private static int certainlyThought(String text) {
        int certain = text.length();
        for (int i = Math.max(0, text.length() - CLOSING.length() + 1); i < text.length(); i++) {
            if (CLOSING.startsWith(text.substring(i))) {
                certain = i;
                break;
            }
        }
        while (certain > 0 && Character.isWhitespace(text.charAt(certain - 1))) {
            certain--;
        }
        return certain;
    }
}
