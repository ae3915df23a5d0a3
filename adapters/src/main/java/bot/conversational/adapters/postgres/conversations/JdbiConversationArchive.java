package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link ConversationArchive} in one statement, columns as arrays: a round trip for some dozens of conversations. */
public final class JdbiConversationArchive implements ConversationArchive {

    /** A message with its owner, and its parent's seq, which the tables store in addition to its id. */
    private record Row(
            UserId user, ContextMessage entry, @Nullable Long parentSeq) {
        Message message() {
            return entry.message();
        }
    }

    private final PostgresGuard calls;
    private final Leftovers leftovers = new Leftovers();
    private final String add = SqlFile.read("conversations/addTranscripts");

    public JdbiConversationArchive(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** What is left of conversations of the same ids goes first: a transcript may come back after it was deleted. */
    @Override
    public Set<ConversationId> addAll(List<Transcript> transcripts) {
        leftIn(transcripts).forEach(user -> {
            while (calls.call(handle -> leftovers.deleteSome(handle, user))) {
                Thread.onSpinWait();
            }
        });
        List<Row> rows = transcripts.stream().flatMap(it -> rows(it).stream()).toList();
        Set<UserId> users =
                transcripts.stream().map(it -> it.conversation().user()).collect(Collectors.toSet());
        return calls.write(users, handle -> {
            Query query = bindConversations(handle.createQuery(add), transcripts);
            return new LinkedHashSet<>(bindMessages(query, rows)
                    .mapTo(UUID.class)
                    .map(ConversationId::new)
                    .list());
        });
    }

    private List<UserId> leftIn(List<Transcript> transcripts) {
        return calls.call(handle -> {
            Column<Transcript> columns = new Column<>(handle.createQuery("""
                            select distinct d.user_id
                              from unnest(:users::uuid[], :conversations::uuid[]) as c (user_id, id)
                              join deleted_conversations d on d.user_id = c.user_id and d.conversation_id = c.id
                            """), transcripts);
            columns.bind("users", UUID.class, it -> it.conversation().user().value());
            columns.bind(
                    "conversations", UUID.class, it -> it.conversation().id().value());
            return columns.query().mapTo(UUID.class).map(UserId::new).list();
        });
    }

    private static List<Row> rows(Transcript transcript) {
        Map<MessageId, Long> seqs = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (ContextMessage entry : transcript.messages()) {
            seqs.put(entry.message().id(), entry.message().seq());
            rows.add(new Row(
                    transcript.conversation().user(),
                    entry,
                    entry.message().parentId().map(seqs::get).orElse(null)));
        }
        return rows;
    }

    private static Query bindConversations(Query query, List<Transcript> transcripts) {
        Column<Transcript> columns = new Column<>(query, transcripts);
        columns.bind("users", UUID.class, it -> it.conversation().user().value());
        columns.bind("conversations", UUID.class, it -> it.conversation().id().value());
        columns.bind("titles", String.class, it -> it.conversation().title().orElse(null));
        columns.bind("counts", Integer.class, it -> it.conversation().messageCount());
        columns.bind(
                "created", String.class, it -> it.conversation().createdAt().toString());
        columns.bind(
                "updated", String.class, it -> it.conversation().updatedAt().toString());
        return query;
    }

    private static Query bindMessages(Query query, List<Row> rows) {
        Column<Row> columns = new Column<>(query, rows);
        columns.bind("messageUsers", UUID.class, it -> it.user().value());
        columns.bind(
                "messageConversations",
                UUID.class,
                it -> it.message().conversationId().value());
        columns.bind("seqs", Long.class, it -> it.message().seq());
        columns.bind("ids", UUID.class, it -> it.message().id().value());
        columns.bind(
                "parents",
                UUID.class,
                it -> it.message().parentId().map(MessageId::value).orElse(null));
        columns.bind("parentSeqs", Long.class, Row::parentSeq);
        columns.bind("roles", String.class, it -> it.message().role().name().toLowerCase(Locale.ROOT));
        columns.bind("contents", String.class, it -> it.message().content());
        columns.bind(
                "parts",
                String.class,
                it -> StoredParts.write(it.message().body()).orElse(null));
        columns.bind("tokens", Integer.class, it -> it.entry().tokens());
        columns.bind("chains", String.class, it -> it.entry().hash().toString());
        columns.bind("times", String.class, it -> it.message().createdAt().toString());
        return query;
    }

    /** Binds a value of each row as one array. */
    private record Column<R>(Query query, List<R> rows) {
        <T> void bind(String name, Class<T> type, Function<R, @Nullable T> value) {
            List<@Nullable T> values = new ArrayList<>(rows.size());
            rows.forEach(row -> values.add(value.apply(row)));
            query.bindArray(name, type, values);
        }
    }
}
