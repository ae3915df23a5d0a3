package bot.conversational.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.PartSamples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPartsTest {

    @Test
    void readShouldGiveWhatWasWritten() {
        for (Content content : List.of(PartSamples.question(), PartSamples.answer(), PartSamples.results())) {
            assertThat(StoredParts.read(content.text(), StoredParts.write(content)))
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Yes."})
    void writeShouldBeEmptyWhenThereIsNothingButText(String text) {
        assertThat(StoredParts.write(Content.of(text))).isEmpty();
        assertThat(StoredParts.read(text, Optional.empty())).isEqualTo(Content.of(text));
    }

    /** Rows are there for years: this form stays readable. */
    @Test
    void writeShouldGiveTheFormOfTheStores() {
        Content content = Content.of(List.of(
                new Part.Reasoning("Hm.", Optional.of("sig")),
                new Part.Text("Yes."),
                new Part.ToolCall("c1", "look", "{}"),
                new Part.ToolResult("c1", "seen", false),
                new Part.Attachment(
                        Part.Attachment.Kind.IMAGE, "image/png", Optional.of("a.png"), new Part.Origin.Blob("0f")),
                new Part.Attachment(
                        Part.Attachment.Kind.FILE, "text/plain", Optional.empty(), new Part.Origin.Url("https://a/b")),
                new Part.Source(
                        Optional.of("https://a"), Optional.empty(), Optional.empty(), Optional.of(0), Optional.of(4)),
                new Part.Data("mood", "[1.50, 2]")));

        assertThat(StoredParts.write(content)).contains("""
                [{"type":"reasoning","text":"Hm.","signature":"sig"},{"type":"text","text":"Yes."},\
                {"type":"tool_call","callId":"c1","name":"look","arguments":"{}"},\
                {"type":"tool_result","callId":"c1","content":"seen","isError":false},\
                {"type":"image","mediaType":"image/png","name":"a.png","blob":"0f"},\
                {"type":"file","mediaType":"text/plain","url":"https://a/b"},\
                {"type":"source","url":"https://a","start":0,"end":4},{"type":"data","name":"mood","value":[1.50,2]}]\
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"video\",\"url\":\"https://example.org\",\"seconds\":1.50}",
                "{\"type\":\"image\",\"mediaType\":\"image/png\",\"place\":\"s3\"}"
            })
    void readShouldGiveDataForWhatALaterVersionWrote(String part) {
        Content read = StoredParts.read("Yes.", Optional.of("[{\"type\":\"text\",\"text\":\"Yes.\"}," + part + "]"));

        assertThat(read.text()).isEqualTo("Yes.");
        assertThat(read.all(Part.Data.class)).singleElement().satisfies(data -> {
            assertThat(part).startsWith("{\"type\":\"" + data.name());
            assertThat(data.value()).isEqualTo(part);
        });
        assertThat(StoredParts.read("Yes.", StoredParts.write(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"text\"", "[", "[1"})
    void readShouldFailWithoutQuotingWhenItIsNoArray(String json) {
        assertThatThrownBy(() -> StoredParts.read("", Optional.of(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("parts are")
                .hasNoCause();
    }

    @Test
    void writeShouldReplaceWhatNoStoreCanHold() {
        Content content = Content.of(List.of(
                new Part.ToolCall("a\0", "b\ud800c", "\udc00\0"), new Part.Data("d\0", "{\"e\\u0000\":\"\\ud800f\"}")));

        assertThat(StoredParts.read("", StoredParts.write(content)).parts())
                .containsExactly(
                        new Part.ToolCall("a\ufffd", "b\ufffdc", "\ufffd\ufffd"),
                        new Part.Data("d\ufffd", "{\"e\ufffd\":\"\ufffdf\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1e400      | 1E+400
            -1.5E-300  | -1.5E-300
            1e200000   | "1E+200000"
            1e-200000  | "1E-200000"
            [1e200000] | ["1E+200000"]
            no JSON    | "no JSON"
            {          | "{"
            1 2        | "1 2"
            """)
    void writeShouldKeepDataAsATextWhenStoresCannotHoldItAsJson(String value, String kept) {
        assertKept(value, kept);
    }

    @Test
    void writeShouldKeepDataAsATextWhenItIsEmptyOrTooDeepOrTooLong() {
        assertKept("", "\"\"");
        assertKept("[".repeat(400) + "]".repeat(400), "[".repeat(400) + "]".repeat(400));
        assertKept("[".repeat(600) + "]".repeat(600), "\"" + "[".repeat(600) + "]".repeat(600) + "\"");
        assertKept("1".repeat(400), "1".repeat(400));
        assertKept("1".repeat(600), "\"" + "1".repeat(600) + "\"");
        assertKept("1".repeat(6_000), "\"" + "1".repeat(6_000) + "\"");
    }

    private static void assertKept(String value, String kept) {
        Content content = Content.of(List.of(new Part.Data("name", value)));
        assertThat(StoredParts.read("", StoredParts.write(content)).parts())
                .containsExactly(new Part.Data("name", kept));
    }
}
