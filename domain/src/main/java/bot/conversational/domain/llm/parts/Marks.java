package bot.conversational.domain.llm.parts;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the texts of a log and begins a part or signs it: {@code U+FDD0 kind, field, ... U+FDD1}, with
 * U+FDD2 between the fields. Unicode keeps these code points for such internal use; no text has them.
 */
final class Marks {

    static final char BEGIN = '\uFDD0';
    static final char END = '\uFDD1';
    private static final char BETWEEN = '\uFDD2';
    private static final int REPLACEMENT = 0xFFFD;

    private Marks() {}

    /** Begins a part of text behind another part. */
    static String text() {
        return mark("text");
    }

    /** Begins a part, without the text that grows. */
    static String opening(Part part) {
        return switch (part) {
            case Part.Text ignored -> text();
            case Part.Reasoning ignored -> mark("reasoning");
            case Part.ToolCall call -> mark("tool_call", call.callId(), call.name());
            case Part.ToolResult result ->
                mark("tool_result", result.callId(), result.content(), String.valueOf(result.isError()));
            case Part.Attachment(var kind, String mediaType, var name, Part.Origin.Url(String url)) ->
                mark("url", kind.name(), mediaType, optional(name), url);
            case Part.Attachment(var kind, String mediaType, var name, Part.Origin.Blob(String sha256)) ->
                mark("blob", kind.name(), mediaType, optional(name), sha256);
            case Part.Source(var url, var title, var quote, var start, var end) ->
                mark(
                        "source",
                        optional(url),
                        optional(title),
                        optional(quote),
                        optional(start.map(String::valueOf)),
                        optional(end.map(String::valueOf)));
            case Part.Data(String name, String value) -> mark("data", name, value);
        };
    }

    /** What a part has when it begins, and grows by. */
    static String growing(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Reasoning reasoning -> reasoning.text();
            case Part.ToolCall call -> call.arguments();
            case Part.ToolResult ignored -> "";
            case Part.Attachment ignored -> "";
            case Part.Source ignored -> "";
            case Part.Data ignored -> "";
        };
    }

    static @Nullable String signature(Part part) {
        return part instanceof Part.Reasoning reasoning ? reasoning.signature().orElse(null) : null;
    }

    static String signature(String signature) {
        return mark("signature", signature);
    }

    /** Reads what stands between {@link #BEGIN} and {@link #END}. */
    static Delta read(String mark) {
        List<String> fields = List.of(mark.split(String.valueOf(BETWEEN), -1));
        return switch (fields.getFirst()) {
            case "signature" -> new Delta.Signed(fields.get(1));
            case "text" -> new Delta.Opened(new Part.Text(""));
            case "reasoning" -> new Delta.Opened(new Part.Reasoning("", Optional.empty()));
            case "tool_call" -> new Delta.Opened(new Part.ToolCall(fields.get(1), fields.get(2), ""));
            case "tool_result" ->
                new Delta.Opened(
                        new Part.ToolResult(fields.get(1), fields.get(2), Boolean.parseBoolean(fields.get(3))));
            case "url" -> new Delta.Opened(attachment(fields, new Part.Origin.Url(fields.get(4))));
            case "blob" -> new Delta.Opened(attachment(fields, new Part.Origin.Blob(fields.get(4))));
            case "source" ->
                new Delta.Opened(new Part.Source(
                        optional(fields.get(1)),
                        optional(fields.get(2)),
                        optional(fields.get(3)),
                        optional(fields.get(4)).map(Integer::valueOf),
                        optional(fields.get(5)).map(Integer::valueOf)));
            case "data" -> new Delta.Opened(new Part.Data(fields.get(1), fields.get(2)));
            default -> throw new IllegalArgumentException("this log was not written here");
        };
    }

    private static Part.Attachment attachment(List<String> fields, Part.Origin origin) {
        return new Part.Attachment(
                Part.Attachment.Kind.valueOf(fields.get(1)), fields.get(2), optional(fields.get(3)), origin);
    }

    /** A text as stores can hold it and logs can tell it from marks. */
    static String clean(String text) {
        return isClean(text)
                ? text
                : text.codePoints()
                        .map(point -> unkeepable(point) ? REPLACEMENT : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Most texts are, and this is asked of every piece of every answer. */
    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (c >= Character.MIN_SURROGATE) {
                return text.codePoints().noneMatch(Marks::unkeepable);
            }
        }
        return true;
    }

    private static boolean unkeepable(int codePoint) {
        return codePoint == 0
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || (codePoint >= BEGIN && codePoint <= BETWEEN);
    }

    private static String mark(String kind, String... fields) {
        StringBuilder mark = new StringBuilder().append(BEGIN).append(kind);
        for (String field : fields) {
            mark.append(BETWEEN).append(clean(field));
        }
        return mark.append(END).toString();
    }

    /** An absent value and an empty one are two. */
    private static String optional(Optional<String> value) {
        return value.map(some -> "=" + some).orElse("");
    }

    private static Optional<String> optional(String field) {
        return field.isEmpty() ? Optional.empty() : Optional.of(field.substring(1));
    }
}
