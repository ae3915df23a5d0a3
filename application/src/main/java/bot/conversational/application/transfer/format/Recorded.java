package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Values of recorded JSON. Nothing in it can be relied on, so that each may be missing or of another type. */
final class Recorded {

    private static final int LONGEST_DATA = 100_000;
    private static final int LONGEST_NAME = 40;
    private static final double LAST_SECOND = 253_402_300_799.0;

    private Recorded() {}

    /** A text that is not blank. */
    static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The name of a model. */
    static Optional<String> model(JsonNode value, ImportReport report) {
        return text(value).map(name -> KeepableText.of(name, report));
    }

    /** Seconds since 1970, as a number or a text. */
    static Optional<Instant> seconds(JsonNode value) {
        double seconds = value.isNumber() || value.isTextual() ? value.asDouble(-1) : -1;
        return seconds > 0 && seconds <= LAST_SECOND
                ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    /** ISO 8601, with any offset. */
    static Optional<Instant> timestamp(JsonNode value) {
        try {
            return text(value).map(Instant::parse);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Something that is kept for clients and shown to no model. */
    static Part data(String name, JsonNode value) {
        String json = value.toString();
        return new Part.Data(
                name,
                json.length() <= LONGEST_DATA
                        ? json
                        : new ObjectNode(JsonNodeFactory.instance)
                                .put("leftOut", json.length())
                                .toString());
    }

    /** A file of which nothing but its name is imported. */
    static Part missingFile(JsonNode value, ImportReport report) {
        report.note(ImportReport.Note.MISSING_FILE);
        return data("attachment", value);
    }

    /** An id or name of a tool, of characters that all providers take. */
    static String name(String given) {
        String plain = given.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.isEmpty() ? "_" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }
}
