package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link AnswerStore} on the tables {@code messages}, {@code turns} and {@code turn_deltas}. */
public final class JdbiAnswerStore implements AnswerStore {

    private final PostgresGuard calls;
    private final String answer = SqlFile.read("turns/answer");

    public JdbiAnswerStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** Right also while the turn ends: both tables are read in one snapshot. */
    @Override
    public Optional<Exchange> find(UserId user, ConversationId conversation, MessageId id) {
        return exchange(calls.call(handle -> messages(handle, user, conversation, id)));
    }

    @Override
    public Optional<Exchange> findDurable(UserId user, ConversationId conversation, MessageId id) {
        return exchange(calls.call(handle -> {
            List<Message> messages = messages(handle, user, conversation, id);
            PostgresGuard.confirm(handle);
            return messages;
        }));
    }

    private List<Message> messages(Handle handle, UserId user, ConversationId conversation, MessageId id) {
        return handle.createQuery(answer)
                .bind("user", user)
                .bind("conversation", conversation)
                .bind("answer", id)
                .map((row, context) -> MessageRow.read(row))
                .list();
    }

    private static Optional<Exchange> exchange(List<Message> messages) {
        return messages.size() == 2
                ? Optional.of(new Exchange(messages.getFirst(), messages.getLast(), false))
                : Optional.empty();
    }
}
