package bot.conversational.domain.llm.parts;

import bot.conversational.domain.llm.parts.Part.Attachment.Kind;
import bot.conversational.domain.llm.parts.Part.Origin;
import java.util.List;
import java.util.Optional;

/** Contents of messages that have, together, every kind of part with every field there and left out. */
public final class PartSamples {

    /** Of characters that formats escape. */
    public static final String AWKWARD = "Größe “😀” \\ \\\\u0000 ' \" {} [] , | \t\r\n - \u2028 %20 +";

    private PartSamples() {}

    /** What a user asks. */
    public static Content question() {
        return Content.of(List.of(
                new Part.Text("What is this? " + AWKWARD),
                new Part.Attachment(
                        Kind.IMAGE,
                        "image/png",
                        Optional.of("a b.png"),
                        new Origin.Url("data:image/png;base64,iVBO+/=")),
                new Part.Attachment(
                        Kind.FILE, "text/plain", Optional.of(""), new Origin.Blob("0123456789abcdef".repeat(4))),
                new Part.Data("state", "{\"a\":[1,-2.50,true,null,\"b c\"],\"d\":{}}"),
                new Part.Text(" And that?")));
    }

    /** What a model answers. */
    public static Content answer() {
        return Content.of(List.of(
                new Part.Reasoning("A thought: " + AWKWARD, Optional.of("c2lnbmVk+/==")),
                new Part.Reasoning("", Optional.empty()),
                new Part.Text("I see. " + AWKWARD),
                new Part.ToolCall("call-1", "look", "{\"where\": \"here\"}"),
                new Part.ToolCall("call-2", "look", "no JSON {"),
                new Part.Source(
                        Optional.of("https://example.org/?a=b c"),
                        Optional.of("A title"),
                        Optional.of(AWKWARD),
                        Optional.of(0),
                        Optional.of(6)),
                new Part.Source(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Part.Data("text", "\"only\""),
                new Part.Attachment(
                        Kind.FILE, "text/csv", Optional.empty(), new Origin.Url("https://example.org/a.csv"))));
    }

    /** What the tools said that the answer called: no text. */
    public static Content results() {
        return Content.of(
                List.of(new Part.ToolResult("call-1", AWKWARD, false), new Part.ToolResult("call-2", "", true)));
    }
}
