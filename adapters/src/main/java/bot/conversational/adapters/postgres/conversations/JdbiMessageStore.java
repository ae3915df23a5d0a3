package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** {@link MessageStore} on the tables {@code messages} and {@code turns}: it follows each message to its parent. */
public final class JdbiMessageStore implements MessageStore {

    private final PostgresGuard calls;
    private final String history = SqlFile.read("messages/history");
    private final String siblings = SqlFile.read("messages/siblings");
    private final String historyOfReplica = SqlFile.read("messages/historyOfReplica");

    public JdbiMessageStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Optional<Page<Message, MessageId>> history(
            UserId user, ConversationId conversation, Optional<MessageId> branch, PageRequest<MessageId> page) {
        List<Optional<Message>> rows = calls.read(
                user,
                handle -> Optional.of(rows(handle.createQuery(historyOfReplica), user, conversation, branch, page))
                        .filter(JdbiMessageStore::allEnded),
                handle -> rows(handle.createQuery(history), user, conversation, branch, page));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Message> messages = rows.stream().flatMap(Optional::stream).toList();
        // Only the first message of a conversation has no parent, which would be next.
        return Optional.of(new Page<>(
                messages,
                messages.isEmpty()
                        ? Optional.empty()
                        : messages.getLast()
                                .parentId()
                                .map(more -> messages.getLast().id())));
    }

    private static List<Optional<Message>> rows(
            Query query,
            UserId user,
            ConversationId conversation,
            Optional<MessageId> branch,
            PageRequest<MessageId> page) {
        return query.bind("user", user)
                .bind("conversation", conversation)
                .bind("branch", branch)
                .bind("position", page.after())
                .bind("rows", page.limit())
                .bind("bytes", PageRequest.MOST_BYTES)
                .map((row, context) -> MessageRow.readIfAny(row))
                .list();
    }

    @Override
    public Map<MessageId, List<MessageId>> siblings(UserId user, ConversationId conversation, List<Message> messages) {
        return calls.read(
                user,
                handle -> handle.createQuery(siblings)
                        .bind("user", user)
                        .bind("conversation", conversation)
                        .bindArray(
                                "seqs",
                                Long.class,
                                messages.stream().map(Message::seq).toList())
                        .bind("most", MOST_SIBLINGS)
                        .reduceRows(new HashMap<MessageId, List<MessageId>>(), (all, row) -> {
                            all.put(
                                    new MessageId(row.getColumn("id", UUID.class)),
                                    Arrays.stream(row.getColumn("siblings", UUID[].class))
                                            .map(MessageId::new)
                                            .toList());
                            return all;
                        }));
    }

    /** No replica has the text of a running answer. */
    private static boolean allEnded(List<Optional<Message>> rows) {
        return rows.stream().flatMap(Optional::stream).noneMatch(it -> it.status() == MessageStatus.GENERATING);
    }
}
