package bot.conversational.domain.conversation;

import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;

/** Looks up conversations that something else, an index, has named. */
public interface ConversationLookup {

    /**
     * Those of the named conversations that exist and are the user's, in no order; all in one call of the store.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    List<Conversation> findAll(UserId user, Collection<ConversationId> ids);
}
