package bot.conversational.application.http.chat;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.GenerationOptions;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * A question on the wire.
 *
 * @param parentId absent: the newest message of the newest branch; null: a new first message
 */
public record SendMessageBody(
        @NotNull String content,
        JsonField<UUID> parentId,
        JsonField<String> model,
        JsonField<Double> temperature,
        JsonField<Integer> maxTokens) {

    Question question() {
        Parent parent = switch (parentId) {
            case JsonField.Absent<UUID> ignored -> new Parent.Newest();
            case JsonField.Null<UUID> ignored -> new Parent.None();
            case JsonField.Value<UUID>(UUID id) -> new Parent.Of(new MessageId(id));
        };
        GenerationOptions options = new GenerationOptions(
                model.optional("model"), temperature.optional("temperature"), maxTokens.optional("maxTokens"));
        return new Question(content, parent, options);
    }

    @Override
    public String toString() {
        return "SendMessageBody[redacted]";
    }
}
