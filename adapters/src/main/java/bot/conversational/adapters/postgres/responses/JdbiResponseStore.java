package bot.conversational.adapters.postgres.responses;

import bot.conversational.adapters.json.StoredForm;
import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.responses.ResponseStore;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link ResponseStore} on the tables {@code messages} and {@code turns}. */
public final class JdbiResponseStore implements ResponseStore {

    private final PostgresGuard calls;
    private final String locateOne = SqlFile.read("responses/locate");
    private final String findMessage = SqlFile.read("responses/message");
    private final String findBegun = SqlFile.read("responses/begun");

    public JdbiResponseStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Optional<Located> locate(UserId user, MessageId answer) {
        return calls.call(handle -> handle.createQuery(locateOne)
                .bind("user", user)
                .bind("answer", answer)
                .map((row, context) -> new Located(
                        new ConversationId(Columns.uuid(row, "conversation_id")),
                        StoredForm.read(Columns.text(row, "wanted")),
                        row.getBoolean("running")))
                .findOne());
    }

    @Override
    public Optional<Message> message(UserId user, MessageId id) {
        return calls.call(handle -> handle.createQuery(findMessage)
                .bind("user", user)
                .bind("message", id)
                .map((row, context) -> MessageRow.read(row))
                .findOne());
    }

    @Override
    public Optional<Begun> begun(UserId user, IdempotencyKey key) {
        return calls.call(handle -> handle.createQuery(findBegun)
                .bind("user", user)
                .bind("key", key.value())
                .map((row, context) -> new Begun(
                        new ConversationId(Columns.uuid(row, "conversation_id")),
                        new MessageId(Columns.uuid(row, "id")),
                        new Digest(row.getBytes("request_hash"))))
                .findOne());
    }
}
