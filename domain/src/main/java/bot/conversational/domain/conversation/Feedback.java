package bot.conversational.domain.conversation;

import bot.conversational.domain.shared.Text;
import java.util.Optional;

/** A user's rating of an answer, with a comment. */
public record Feedback(Rating rating, Optional<String> comment) {

    public static final int MAX_COMMENT = 2_000;

    public Feedback {
        comment.ifPresent(text -> Text.checked("comment", text, 1, MAX_COMMENT));
    }

    @Override
    public String toString() {
        return "Feedback[" + rating + ", redacted]";
    }
}
