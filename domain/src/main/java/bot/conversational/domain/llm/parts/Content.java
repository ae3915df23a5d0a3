package bot.conversational.domain.llm.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The content of a message.
 *
 * @param text all text parts, joined: what is searched, titled, and shown to clients that know no parts
 * @param parts in order, no two texts beside each other; empty when there is nothing but text
 */
public record Content(String text, List<Part> parts) {

    public static final Content NONE = new Content("", List.of());

    public Content {
        parts = List.copyOf(parts);
    }

    public static Content of(String text) {
        return text.isEmpty() ? NONE : new Content(text, List.of());
    }

    /** Joins texts that stand beside each other, and leaves empty ones out. */
    public static Content of(List<Part> parts) {
        List<Part> joined = new ArrayList<>();
        StringBuilder texts = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text(String text)) {
                texts.append(text);
            } else {
                addText(texts, joined);
                joined.add(part);
            }
        }
        addText(texts, joined);
        String text = joined.stream()
                .map(part -> part instanceof Part.Text(String some) ? some : "")
                .collect(Collectors.joining());
        return joined.stream().allMatch(Part.Text.class::isInstance) ? of(text) : new Content(text, joined);
    }

    private static void addText(StringBuilder texts, List<Part> parts) {
        if (!texts.isEmpty()) {
            parts.add(new Part.Text(texts.toString()));
            texts.setLength(0);
        }
    }

    /** All parts, also when there is nothing but text. */
    public List<Part> inParts() {
        return parts.isEmpty() && !text.isEmpty() ? List.of(new Part.Text(text)) : parts;
    }

    /** Whether there is nothing at all. */
    public boolean isEmpty() {
        return text.isEmpty() && parts.isEmpty();
    }

    public boolean isText() {
        return parts.isEmpty();
    }

    public <P extends Part> List<P> all(Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
