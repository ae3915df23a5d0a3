package bot.conversational.application.http.chat;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.application.http.parts.PartJson;
import bot.conversational.application.http.parts.ResponseFormatBody;
import bot.conversational.application.http.parts.ToolBody;
import bot.conversational.application.http.parts.ToolChoiceBody;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question on the wire.
 *
 * @param content a text; or else there are parts
 * @param parentId absent: the newest message of the newest branch; null: a new first message
 */
public record SendMessageBody(
        @Nullable String content,
        @Nullable @Valid List<@Valid PartJson> parts,
        JsonField<@Nullable UUID> parentId,
        JsonField<String> model,
        JsonField<Double> temperature,
        JsonField<Integer> maxTokens,
        JsonField<Double> topP,
        JsonField<List<String>> stop,
        JsonField<Long> seed,
        JsonField<Double> presencePenalty,
        JsonField<Double> frequencyPenalty,
        @Nullable @Valid List<@Valid ToolBody> tools,
        JsonField<ToolChoiceBody> toolChoice,
        @Nullable @Valid ResponseFormatBody responseFormat) {

    Question question() {
        Parent parent = switch (parentId) {
            case JsonField.Absent<UUID> ignored -> new Parent.Newest();
            case JsonField.Null<UUID> ignored -> new Parent.None();
            case JsonField.Value<UUID>(UUID id) -> new Parent.Of(new MessageId(id));
        };
        Sampling sampling = new Sampling(
                temperature.optional("temperature"),
                maxTokens.optional("maxTokens"),
                topP.optional("topP"),
                stop.optional("stop").orElse(List.of()),
                seed.optional("seed"),
                presencePenalty.optional("presencePenalty"),
                frequencyPenalty.optional("frequencyPenalty"));
        ToolUse toolUse = new ToolUse(
                tools == null ? List.of() : tools.stream().map(ToolBody::tool).toList(),
                toolChoice.optional("toolChoice").map(ToolChoiceBody::choose));
        GenerationOptions options = new GenerationOptions(
                model.optional("model"),
                sampling,
                new AnswerForm(toolUse, responseFormat == null ? ResponseFormat.free() : responseFormat.format()));
        return content == null && parts != null
                ? new Question(content(parts), parent, options)
                : new Question(text(), parent, options);
    }

    private String text() {
        if (content == null) {
            throw new DomainException.Invalid("content", "must not be null");
        }
        if (parts != null) {
            throw new DomainException.Invalid("parts", "must not be there beside content");
        }
        return content;
    }

    /** Text alone is the same as a content, however it came. */
    private static Content content(List<PartJson> parts) {
        return Content.of(parts.stream().map(PartJson::part).toList());
    }

    @Override
    public String toString() {
        return "SendMessageBody[redacted]";
    }
}
