package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** {@link ConversationLookup} on the table {@code conversations}. */
public final class JdbiConversationLookup implements ConversationLookup {

    private final PostgresGuard calls;
    private final String findAll = SqlFile.read("conversations/findAll");

    public JdbiConversationLookup(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public List<Conversation> findAll(UserId user, Collection<ConversationId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return calls.read(
                user,
                handle -> handle.createQuery(findAll)
                        .bind("user", user)
                        .bindArray(
                                "ids",
                                UUID.class,
                                ids.stream().map(ConversationId::value).toList())
                        .map((row, context) -> ConversationRow.read(row))
                        .list());
    }
}
