package bot.conversational.domain.responses;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Set;

/** Adds messages to conversations that no turn makes, and takes messages away; each time the cache forgets. */
public final class AddMessages {

    private static final int MAX_STARTS = 4;

    private final TurnStore turns;
    private final ItemStore items;
    private final SpokenInput input;
    private final CacheInvalidation invalidation;

    public AddMessages(TurnStore turns, ItemStore items, SpokenInput input, CacheInvalidation invalidation) {
        this.turns = turns;
        this.items = items;
        this.input = input;
        this.invalidation = invalidation;
    }

    /**
     * Adds messages behind one.
     *
     * @throws DomainException.NotFound when the conversation or the parent is not there
     * @throws DomainException.Conflict when a turn runs in the conversation
     */
    List<ContextMessage> add(UserId user, ConversationId conversation, Parent parent, List<Spoken> said) {
        for (int start = 0; start < MAX_STARTS; start++) {
            Context context = turns.context(user, conversation, parent, 0)
                    .orElseThrow(() -> new DomainException.NotFound("conversation"));
            List<ContextMessage> added = input.behind(context.state(), said);
            switch (items.append(context.state(), added)) {
                case ADDED -> {
                    invalidation.drop(
                            user, conversation, context.state().conversation().version() + 1);
                    return added;
                }
                case BUSY -> throw new DomainException.Conflict("A turn is already running in this conversation.");
                case STALE -> {
                    // Another write came in between.
                }
            }
        }
        throw new DomainException.Conflict("The conversation changed concurrently too often to add to it.");
    }

    /**
     * Takes messages away.
     *
     * @throws DomainException.NotFound when none is there
     */
    void remove(UserId user, ConversationId conversation, Set<MessageId> messages) {
        long version =
                items.remove(user, conversation, messages).orElseThrow(() -> new DomainException.NotFound("item"));
        invalidation.dropDeleted(user, conversation, version);
    }

    /**
     * Takes a part of a message away.
     *
     * @throws DomainException.NotFound when it is not there
     */
    void shorten(UserId user, ConversationId conversation, MessageId message, Content content) {
        long version = items.shorten(user, conversation, message, content, input.tokens(content))
                .orElseThrow(() -> new DomainException.NotFound("item"));
        invalidation.dropDeleted(user, conversation, version);
    }
}
