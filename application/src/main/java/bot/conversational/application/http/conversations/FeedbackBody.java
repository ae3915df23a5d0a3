package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.shared.DomainException;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** An opinion of an answer on the wire. */
public record FeedbackBody(
        @NotNull @Schema(allowableValues = {"up", "down"}) String rating, JsonField<String> comment) {

    Feedback feedback() {
        Rating given = switch (rating) {
            case "up" -> Rating.UP;
            case "down" -> Rating.DOWN;
            default -> throw new DomainException.Invalid("rating", "must be up or down");
        };
        return new Feedback(given, comment.optional("comment"));
    }

    @Override
    public String toString() {
        return "FeedbackBody[redacted]";
    }
}
