package bot.conversational.application.http.openai.items;

import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an item on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ItemContentJson.InputText.class, name = "input_text"),
    @JsonSubTypes.Type(value = ItemContentJson.OutputText.class, name = "output_text"),
    @JsonSubTypes.Type(value = ItemContentJson.SummaryText.class, name = "summary_text"),
    @JsonSubTypes.Type(value = ItemContentJson.InputImage.class, name = "input_image"),
    @JsonSubTypes.Type(value = ItemContentJson.InputFile.class, name = "input_file")
})
public sealed interface ItemContentJson {

    record InputText(String text) implements ItemContentJson {}

    record OutputText(String text, List<JsonNode> annotations, List<JsonNode> logprobs) implements ItemContentJson {}

    record SummaryText(String text) implements ItemContentJson {}

    /** @param fileId the blob of a file of the user's, when it is one */
    record InputImage(
            String detail,
            @JsonProperty("image_url") @Nullable String imageUrl,
            @JsonProperty("file_id") @Nullable String fileId)
            implements ItemContentJson {}

    /** @param fileId the blob of a file of the user's, when it is one */
    record InputFile(
            @Nullable String filename,
            @JsonProperty("file_url") @Nullable String fileUrl,
            @JsonProperty("file_id") @Nullable String fileId)
            implements ItemContentJson {}

    /** A text that a model gives. */
    static OutputText output(String text) {
        return new OutputText(text, List.of(), List.of());
    }

    /** @param answered whether a model said it */
    static ItemContentJson of(Part part, boolean answered) {
        return switch (part) {
            case Part.Text(String text) when answered -> output(text);
            case Part.Text(String text) -> new InputText(text);
            case Part.Attachment attachment -> attached(attachment);
            case Part.Reasoning(String text, var signature) -> new SummaryText(text);
            case Part.ToolCall ignored -> output("");
            case Part.ToolResult ignored -> output("");
            case Part.Source ignored -> output("");
            case Part.Data ignored -> output("");
        };
    }

    private static ItemContentJson attached(Part.Attachment attachment) {
        String url = attachment.origin() instanceof Part.Origin.Url(String some) ? some : null;
        String blob = attachment.origin() instanceof Part.Origin.Blob(String some) ? some : null;
        return switch (attachment.kind()) {
            case IMAGE -> new InputImage("auto", url, blob);
            case FILE -> new InputFile(attachment.name().orElse(null), url, blob);
        };
    }
}
