package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link FeedbackStore} on the table {@code message_feedback}, one statement each. */
public final class JdbiFeedbackStore implements FeedbackStore {

    private final PostgresGuard calls;
    private final String put = SqlFile.read("feedback/put");
    private final String remove = SqlFile.read("feedback/remove");

    public JdbiFeedbackStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Outcome put(UserId user, ConversationId conversation, MessageId message, Feedback feedback, Instant at) {
        return calls.write(
                user,
                handle -> handle.createQuery(put)
                        .bind("user", user)
                        .bind("conversation", conversation)
                        .bind("message", message)
                        .bind("rating", feedback.rating())
                        .bind("comment", feedback.comment())
                        .bind("at", at)
                        .map((row, context) -> outcome(row))
                        .one());
    }

    @Override
    public Outcome remove(UserId user, ConversationId conversation, MessageId message) {
        return calls.write(
                user,
                handle -> handle.createQuery(remove)
                        .bind("user", user)
                        .bind("conversation", conversation)
                        .bind("message", message)
                        .map((row, context) -> outcome(row))
                        .one());
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        if (row.getBoolean("generating")) {
            return new Outcome.Generating();
        }
        Optional<MessageRole> role = Columns.text(row, "role").map(name -> Columns.constant(MessageRole.class, name));
        if (role.isPresent() && role.get() != MessageRole.ASSISTANT) {
            return new Outcome.NoAnswer();
        }
        // A role without a version: the conversation was deleted meanwhile.
        Optional<Long> version = role.isEmpty() ? Optional.empty() : Columns.number(row, "version");
        return version.<Outcome>map(Outcome.Kept::new).orElseGet(Outcome.NoMessage::new);
    }
}
