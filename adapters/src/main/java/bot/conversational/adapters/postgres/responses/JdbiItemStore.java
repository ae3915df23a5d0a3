package bot.conversational.adapters.postgres.responses;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.responses.ItemStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link ItemStore} on the tables {@code messages} and {@code conversations}, in one statement each. */
public final class JdbiItemStore implements ItemStore {

    /** Each further look means that another write to the conversation committed in between. */
    private static final int MAX_LOOKS = 10;

    private final PostgresGuard calls;
    private final String addAll = SqlFile.read("responses/append");
    private final String removeAll = SqlFile.read("responses/remove");
    private final String shortenOne = SqlFile.read("responses/shorten");

    public JdbiItemStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Added append(ConversationState before, List<ContextMessage> messages) {
        Conversation conversation = before.conversation();
        return calls.write(
                conversation.user(),
                handle -> bindMessages(handle.createQuery(addAll), before, messages)
                        .bind("user", conversation.user())
                        .bind("conversation", conversation.id())
                        .bind("version", conversation.version())
                        .bind("seenWrite", before.write().map(WriteId::value))
                        .bind(
                                "write",
                                WriteId.of(BranchHead.of(messages.getLast())).value())
                        .bind("added", messages.size())
                        .bind("at", messages.getLast().message().createdAt())
                        .map((row, context) -> row.getBoolean("added")
                                ? Added.ADDED
                                : row.getBoolean("busy") ? Added.BUSY : Added.STALE)
                        .one());
    }

    @Override
    public Optional<Long> remove(UserId user, ConversationId conversation, Set<MessageId> messages) {
        UUID[] ids = messages.stream().map(MessageId::value).toArray(UUID[]::new);
        return calls.write(user, handle -> {
            for (int look = 0; look < MAX_LOOKS; look++) {
                Optional<Long> version = handle.createQuery(removeAll)
                        .bind("user", user)
                        .bind("conversation", conversation)
                        .bind("messages", ids)
                        .mapTo(Long.class)
                        .findOne();
                if (version.isPresent() || !anyIsThere(handle, user, conversation, ids)) {
                    return version;
                }
            }
            throw new DomainException.Unavailable(
                    "The conversation changed concurrently too often to take messages away.", null);
        });
    }

    private static boolean anyIsThere(Handle handle, UserId user, ConversationId conversation, UUID[] ids) {
        return handle.createQuery("""
                        select exists (select from messages m
                                         join conversations c on c.user_id = :user and c.id = m.conversation_id
                                        where m.user_id = :user and m.id = any (:messages)
                                          and m.conversation_id = :conversation and m.removed_at is null)
                        """)
                .bind("user", user)
                .bind("conversation", conversation)
                .bind("messages", ids)
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public Optional<Long> shorten(
            UserId user, ConversationId conversation, MessageId message, Content content, int tokens) {
        return calls.write(
                user,
                handle -> handle.createQuery(shortenOne)
                        .bind("user", user)
                        .bind("conversation", conversation)
                        .bind("message", message)
                        .bind("content", content.text())
                        .bind("parts", StoredParts.write(content))
                        .bind("tokens", tokens)
                        .mapTo(Long.class)
                        .findOne());
    }

    private static Query bindMessages(Query query, ConversationState before, List<ContextMessage> messages) {
        bind(query, "seqs", Long.class, messages, Message::seq);
        bind(query, "ids", UUID.class, messages, it -> it.id().value());
        bind(
                query,
                "parents",
                UUID.class,
                messages,
                it -> it.parentId().map(MessageId::value).orElse(null));
        bind(query, "roles", String.class, messages, it -> it.role().name().toLowerCase(Locale.ROOT));
        bind(query, "contents", String.class, messages, Message::content);
        bind(
                query,
                "parts",
                String.class,
                messages,
                it -> StoredParts.write(it.body()).orElse(null));
        List<@Nullable Long> parentSeqs = new ArrayList<>();
        @Nullable
        Long parentSeq = before.head().id().map(id -> before.head().seq()).orElse(null);
        for (ContextMessage message : messages) {
            parentSeqs.add(parentSeq);
            parentSeq = message.message().seq();
        }
        return query.bindArray("parentSeqs", Long.class, parentSeqs)
                .bindArray(
                        "tokens",
                        Integer.class,
                        messages.stream().map(ContextMessage::tokens).toList())
                .bindArray(
                        "chains",
                        String.class,
                        messages.stream().map(it -> it.hash().toString()).toList());
    }

    private static <T> void bind(
            Query query,
            String name,
            Class<T> type,
            List<ContextMessage> messages,
            Function<Message, @Nullable T> value) {
        List<@Nullable T> values = new ArrayList<>(messages.size());
        messages.forEach(message -> values.add(value.apply(message.message())));
        query.bindArray(name, type, values);
    }
}
