package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Binds transcripts to a statement, each column as an array. */
final class TranscriptRows {

    /** A message with its owner, and its parent's seq, which the tables store in addition to its id. */
    private record Row(
            UserId user,
            ContextMessage entry,
            @Nullable Long parentSeq,
            @Nullable String comment) {
        Message message() {
            return entry.message();
        }
    }

    private TranscriptRows() {}

    /** Whose they are and which. */
    static Query bindIds(Query query, List<Transcript> transcripts) {
        Column<Transcript> columns = new Column<>(query, transcripts);
        columns.bind("users", UUID.class, it -> it.conversation().user().value());
        columns.bind("conversations", UUID.class, it -> it.conversation().id().value());
        return query;
    }

    /** All of the messages, and of the conversations what a later recording may change. */
    static Query bind(Query query, List<Transcript> transcripts) {
        bindIds(query, transcripts);
        Column<Transcript> columns = new Column<>(query, transcripts);
        columns.bind("titles", String.class, it -> it.conversation().title().orElse(null));
        columns.bind(
                "updated", String.class, it -> it.conversation().updatedAt().toString());
        return bindMessages(
                query, transcripts.stream().flatMap(it -> rows(it).stream()).toList());
    }

    private static List<Row> rows(Transcript transcript) {
        Map<MessageId, Long> seqs = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (ContextMessage entry : transcript.messages()) {
            seqs.put(entry.message().id(), entry.message().seq());
            rows.add(new Row(
                    transcript.conversation().user(),
                    entry,
                    entry.message().parentId().map(seqs::get).orElse(null),
                    transcript.comments().get(entry.message().id())));
        }
        return rows;
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
        columns.bind(
                "ratings",
                String.class,
                it -> it.message()
                        .feedback()
                        .map(rating -> rating.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        columns.bind("comments", String.class, Row::comment);
        columns.bind("models", String.class, it -> it.message().model().orElse(null));
        return query;
    }

    /** Binds a value of each row as one array. */
    record Column<R>(Query query, List<R> rows) {
        <T> void bind(String name, Class<T> type, Function<R, @Nullable T> value) {
            List<@Nullable T> values = new ArrayList<>(rows.size());
            rows.forEach(row -> values.add(value.apply(row)));
            query.bindArray(name, type, values);
        }
    }
}
