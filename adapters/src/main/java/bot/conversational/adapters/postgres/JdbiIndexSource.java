package bot.conversational.adapters.postgres;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.search.Change;
import bot.conversational.domain.search.IndexEntry;
import bot.conversational.domain.search.IndexSource;
import bot.conversational.domain.search.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@link IndexSource} in one statement, and so in one snapshot. */
public final class JdbiIndexSource implements IndexSource {

    private final PostgresCalls calls;
    private final String read = SqlFile.read("index/read");

    public JdbiIndexSource(Jdbi jdbi) {
        this.calls = new PostgresCalls(jdbi);
    }

    @Override
    public List<IndexEntry> read(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        return calls.call(handle -> handle.createQuery(read)
                .bindArray(
                        "users",
                        UUID.class,
                        changes.stream().map(change -> change.user().value()).toList())
                .bindArray(
                        "entities",
                        String.class,
                        changes.stream()
                                .map(change -> change.entity().name().toLowerCase(Locale.ROOT))
                                .toList())
                .bindArray("ids", UUID.class, changes.stream().map(Change::id).toList())
                .bindArray(
                        "versions",
                        Long.class,
                        changes.stream().map(Change::version).toList())
                .map((row, context) -> entry(row))
                .list());
    }

    private static IndexEntry entry(ResultSet row) throws SQLException {
        UserId user = new UserId(Columns.uuid(row, "user_id"));
        Optional<Message> found = MessageRow.readIfAny(row);
        @Nullable Message message = found.orElse(null);
        if (message == null) {
            ConversationId conversation = new ConversationId(Columns.uuid(row, "conversation_id"));
            return new IndexEntry.RemoveConversation(user, conversation, row.getLong("gone_at"));
        }
        return new IndexEntry.Put(new MessageDocument(
                user, message, Columns.text(row, "title"), row.getBoolean("archived"), row.getLong("version")));
    }
}
