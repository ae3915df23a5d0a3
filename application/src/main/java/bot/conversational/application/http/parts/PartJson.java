package bot.conversational.application.http.parts;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One part of a message on the wire. A type that the contract does not know is malformed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PartJson.Text.class, name = "text"),
    @JsonSubTypes.Type(value = PartJson.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = PartJson.ToolCall.class, name = "tool_call"),
    @JsonSubTypes.Type(value = PartJson.ToolResult.class, name = "tool_result"),
    @JsonSubTypes.Type(value = PartJson.Image.class, name = "image"),
    @JsonSubTypes.Type(value = PartJson.File.class, name = "file"),
    @JsonSubTypes.Type(value = PartJson.Source.class, name = "source"),
    @JsonSubTypes.Type(value = PartJson.Data.class, name = "data")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PartJson {

    /** @throws DomainException.Invalid when a value breaks a rule */
    Part part();

    /** How long its text is; the short fields of the others do not matter. */
    default long chars() {
        return switch (this) {
            case Text text -> text.text.length();
            case Reasoning reasoning -> reasoning.text.length();
            case ToolCall call -> call.arguments.length();
            case ToolResult result -> result.content.length();
            case Image ignored -> 0;
            case File ignored -> 0;
            case Source ignored -> 0;
            case Data ignored -> 0;
        };
    }

    record Text(@NotNull String text) implements PartJson {
        @Override
        public Part part() {
            return new Part.Text(text);
        }
    }

    record Reasoning(@NotNull String text, @Nullable String signature) implements PartJson {
        @Override
        public Part part() {
            return new Part.Reasoning(text, Optional.ofNullable(signature));
        }
    }

    record ToolCall(
            @NotNull String callId,
            @NotNull String name,
            @NotNull String arguments) implements PartJson {
        @Override
        public Part part() {
            return new Part.ToolCall(callId, name, arguments);
        }
    }

    /** @param isError absent: it is none */
    record ToolResult(
            @NotNull String callId,
            @NotNull String content,
            @Nullable Boolean isError) implements PartJson {
        @Override
        public Part part() {
            return new Part.ToolResult(callId, content, Boolean.TRUE.equals(isError));
        }
    }

    /** Either {@code url} or {@code blob}. */
    record Image(
            @NotNull String mediaType,
            @Nullable String name,
            @Nullable String url,
            @Nullable String blob) implements PartJson {
        @Override
        public Part part() {
            return Attachments.part(Part.Attachment.Kind.IMAGE, mediaType, name, url, blob);
        }
    }

    /** Either {@code url} or {@code blob}. */
    record File(
            @NotNull String mediaType,
            @Nullable String name,
            @Nullable String url,
            @Nullable String blob) implements PartJson {
        @Override
        public Part part() {
            return Attachments.part(Part.Attachment.Kind.FILE, mediaType, name, url, blob);
        }
    }

    record Source(
            @Nullable String url,
            @Nullable String title,
            @Nullable String quote,
            @Nullable Integer start,
            @Nullable Integer end)
            implements PartJson {
        @Override
        public Part part() {
            return new Part.Source(
                    Optional.ofNullable(url),
                    Optional.ofNullable(title),
                    Optional.ofNullable(quote),
                    Optional.ofNullable(start),
                    Optional.ofNullable(end));
        }
    }

    record Data(@NotNull String name, @Nullable JsonNode value) implements PartJson {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public Part part() {
            return new Part.Data(name, String.valueOf(value));
        }

        static Data of(Part.Data data) {
            try {
                return new Data(data.name(), JSON.readTree(data.value()));
            } catch (JsonProcessingException notJson) {
                return new Data(data.name(), JSON.getNodeFactory().textNode(data.value()));
            }
        }
    }

    static PartJson of(Part part) {
        return switch (part) {
            case Part.Text(String text) -> new Text(text);
            case Part.Reasoning(String text, var signature) -> new Reasoning(text, signature.orElse(null));
            case Part.ToolCall(String callId, String name, String arguments) -> new ToolCall(callId, name, arguments);
            case Part.ToolResult(String callId, String content, boolean isError) ->
                new ToolResult(callId, content, isError);
            case Part.Attachment attachment -> Attachments.json(attachment);
            case Part.Source(var url, var title, var quote, var start, var end) ->
                new Source(
                        url.orElse(null), title.orElse(null), quote.orElse(null), start.orElse(null), end.orElse(null));
            case Part.Data data -> Data.of(data);
        };
    }

    /** All parts, or null when there is nothing but text. */
    static @Nullable List<PartJson> of(Content content) {
        return content.isText()
                ? null
                : content.parts().stream().map(PartJson::of).toList();
    }
}
