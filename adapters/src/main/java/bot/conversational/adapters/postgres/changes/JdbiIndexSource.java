package bot.conversational.adapters.postgres.changes;

import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.folders.FilingRow;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link IndexSource} with one statement for a piece, and so in one snapshot. */
public final class JdbiIndexSource implements IndexSource {

    /** Before every other: no user has the id of zeros. */
    private static final Place START = new Place(new UserId(new UUID(0, 0)), new ConversationId(new UUID(0, 0)), -1);

    private final PostgresGuard calls;
    private final String read = SqlFile.read("index/read");

    public JdbiIndexSource(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Piece read(List<Change> changes, Optional<Place> after, int limit) {
        if (changes.isEmpty()) {
            return new Piece(List.of(), Optional.empty());
        }
        Place behind = after.orElse(START);
        return calls.call(handle -> Piece.of(
                bind(handle.createQuery(read), changes)
                        .bind("afterUser", behind.user())
                        .bind("afterConversation", behind.conversation())
                        .bind("afterSeq", behind.seq())
                        .bind("limit", limit)
                        .map((row, context) -> entry(row))
                        .list(),
                limit));
    }

    private static Query bind(Query query, List<Change> changes) {
        return query.bindArray(
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
                        changes.stream().map(Change::version).toList());
    }

    private static IndexEntry entry(ResultSet row) throws SQLException {
        UserId user = new UserId(Columns.uuid(row, "user_id"));
        Optional<Message> found = MessageRow.readIfAny(row);
        @Nullable Message message = found.orElse(null);
        if (message == null) {
            ConversationId conversation = new ConversationId(Columns.uuid(row, "gone_id"));
            return new IndexEntry.RemoveConversation(user, conversation, row.getLong("gone_at"));
        }
        return new IndexEntry.Put(new MessageDocument(
                user,
                message,
                Columns.text(row, "title"),
                row.getBoolean("archived"),
                FilingRow.read(row, "folder_id", "tags"),
                row.getLong("version")));
    }
}
