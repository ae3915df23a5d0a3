package bot.conversational.domain.chat.context;

import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The cache as turns use it: a cache that is down counts as empty, and writes come after the caller has the answer. */
public final class BestEffortContextCache {

    private final ContextCache cache;
    private final int tokenBudget;
    private final Executor afterwards;

    /**
     * @param tokenBudget how much of a conversation's end is cached
     * @param afterwards does what need not be waited for
     */
    public BestEffortContextCache(ContextCache cache, int tokenBudget, Executor afterwards) {
        this.cache = cache;
        this.tokenBudget = tokenBudget;
        this.afterwards = afterwards;
    }

    public Lookup lookup(UserId user, ConversationId conversation, Digest question) {
        return orElse(() -> cache.lookup(user, conversation, question), new Lookup.Missing());
    }

    public Optional<CachedAnswer> answer(UserId user, Digest tip, Digest question) {
        return orElse(() -> cache.answer(user, tip, question), Optional.<CachedAnswer>empty());
    }

    /** Moves a conversation on that came from the cache. */
    public void append(
            ConversationState before, ConversationState after, List<ContextMessage> added, Optional<NewAnswer> answer) {
        later(() -> cache.append(before, after, added, answer));
    }

    /** Caches a conversation as it was read from the store, with new messages. */
    public void replace(
            Context before, ConversationState after, List<ContextMessage> added, Optional<NewAnswer> answer) {
        List<ContextMessage> messages = new ArrayList<>(before.messages());
        messages.addAll(added);
        Context whole = new Context(after, Context.fitting(messages, tokenBudget));
        later(() -> cache.replace(whole, answer));
    }

    private void later(Runnable write) {
        afterwards.execute(() -> orElse(
                () -> {
                    write.run();
                    return true;
                },
                false));
    }

    private static <T> T orElse(Supplier<T> ask, T otherwise) {
        try {
            return ask.get();
        } catch (DomainException.Unavailable cacheAway) {
            return otherwise;
        }
    }
}
