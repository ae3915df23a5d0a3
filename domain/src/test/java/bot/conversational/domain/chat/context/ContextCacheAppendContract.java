package bot.conversational.domain.chat.context;

import static bot.conversational.domain.chat.ChatSamples.atVersion;
import static bot.conversational.domain.chat.ChatSamples.context;
import static bot.conversational.domain.chat.ChatSamples.newest;
import static bot.conversational.domain.chat.ChatSamples.next;
import static bot.conversational.domain.chat.ChatSamples.plus;
import static bot.conversational.domain.chat.ChatSamples.tail;
import static bot.conversational.domain.chat.ChatSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How every {@link ContextCache} moves a conversation on. */
public interface ContextCacheAppendContract extends CacheContract {

    @Test
    default void appendShouldMoveTheConversationOn() {
        ContextCache cache = cache();
        Context before = context(user(), 2, 10);
        cache.replace(before, Optional.empty());
        Context question = plus(before, next(before, 10));
        Context after = plus(question, next(question, 10));
        NewAnswer answer = answerTo(before);
        cache.append(before.state(), after.state(), tail(after, 2), Optional.of(answer));
        assertFound(cache, after);
        assertThat(answerOf(cache, before)).contains(answer.answer());
    }

    @Test
    default void appendShouldChangeNothingWhenItIsRepeated() {
        ContextCache cache = cache();
        Context before = context(user(), 2, 10);
        Context after = plus(before, next(before, 10));
        cache.replace(before, Optional.empty());
        cache.append(before.state(), after.state(), tail(after, 1), Optional.empty());
        cache.append(before.state(), after.state(), tail(after, 1), Optional.empty());
        assertFound(cache, after);
    }

    @Test
    default void appendShouldDropTheOldestMessagesBeyondTheBudget() {
        ContextCache cache = cache();
        Context context = context(user(), 0, 0);
        cache.replace(context, Optional.empty());
        for (int i = 0; i < 15; i++) {
            Context after = plus(context, next(context, i < 6 ? TOKEN_BUDGET / 4 : 20 + i % 3));
            cache.append(context.state(), after.state(), tail(after, 1), Optional.empty());
            context = after;
            assertFound(cache, new Context(after.state(), Context.fitting(after.messages(), TOKEN_BUDGET)));
        }
        Context huge = plus(context, next(context, TOKEN_BUDGET + 1));
        cache.append(context.state(), huge.state(), tail(huge, 1), Optional.empty());
        assertFound(cache, newest(huge, 1));
    }

    @Test
    default void appendShouldDropACopyThatAnotherWriteMade() {
        ContextCache cache = cache();
        Context before = context(user(), 2, 10);
        Context lost = plus(before, next(before, 10));
        Context living = plus(before, next(before, 10));
        cache.replace(lost, Optional.empty());

        cache.append(before.state(), living.state(), tail(living, 1), Optional.empty());
        assertThat(lookup(cache, before, WHY)).as("at the version after it").isEqualTo(new Lookup.Missing());

        cache.replace(lost, Optional.empty());
        Context more = plus(living, next(living, 10));
        cache.append(living.state(), more.state(), tail(more, 1), Optional.empty());
        assertThat(lookup(cache, before, WHY)).as("at the version before it").isEqualTo(new Lookup.Missing());
    }

    @Test
    default void appendShouldLeaveOutAConversationThatIsNotCached() {
        ContextCache cache = cache();
        Context before = context(user(), 2, 10);
        Context after = plus(before, next(before, 10));
        cache.append(before.state(), after.state(), tail(after, 1), Optional.of(answerTo(before)));
        assertThat(lookup(cache, after, WHY)).isEqualTo(new Lookup.Missing());
        assertThat(answerOf(cache, before)).isPresent();
    }

    @Test
    default void appendShouldDropAConversationThatIsCachedAtAnOlderVersion() {
        ContextCache cache = cache();
        Context old = context(user(), 1, 10);
        Context missed = plus(old, next(old, 10));
        Context after = plus(missed, next(missed, 10));
        cache.replace(old, Optional.empty());
        cache.append(missed.state(), after.state(), tail(after, 1), Optional.empty());
        assertThat(lookup(cache, after, WHY)).isEqualTo(new Lookup.Missing());
        cache.replace(after, Optional.empty());
        assertFound(cache, after);
    }

    @Test
    default void appendShouldChangeNothingWhenANewerVersionIsKnown() {
        ContextCache cache = cache();
        Context before = context(user(), 1, 10);
        Context after = plus(before, next(before, 10));
        Context newer = atVersion(after, 99);
        cache.replace(newer, Optional.empty());
        cache.append(before.state(), after.state(), tail(after, 1), Optional.of(answerTo(before)));
        assertFound(cache, newer);
        assertThat(answerOf(cache, before)).isEmpty();
    }

    /** Of writers that all saw the same version one moves the conversation on; no mixture of two is ever seen. */
    @Test
    default void appendShouldAddOnceWhenManyComeAtOnce() throws Exception {
        ContextCache cache = cache();
        Context before = context(user(), 1, 10);
        Context after = plus(before, next(before, 10));
        cache.replace(before, Optional.empty());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> appends = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                appends.add(threads.submit(
                        () -> cache.append(before.state(), after.state(), tail(after, 1), Optional.empty())));
            }
            for (Future<?> append : appends) {
                append.get();
            }
        }
        assertFound(cache, after);
    }
}
