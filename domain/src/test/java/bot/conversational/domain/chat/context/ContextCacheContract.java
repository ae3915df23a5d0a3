package bot.conversational.domain.chat.context;

import static bot.conversational.domain.chat.ChatSamples.atVersion;
import static bot.conversational.domain.chat.ChatSamples.context;
import static bot.conversational.domain.chat.ChatSamples.newest;
import static bot.conversational.domain.chat.ChatSamples.next;
import static bot.conversational.domain.chat.ChatSamples.plus;
import static bot.conversational.domain.chat.ChatSamples.question;
import static bot.conversational.domain.chat.ChatSamples.tail;
import static bot.conversational.domain.chat.ChatSamples.user;
import static bot.conversational.domain.chat.ChatSamples.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link ContextCache} keeps whose answers are its user's only. */
public interface ContextCacheContract extends CacheContract {

    /** Takes what is behind the cache away. */
    Outage outage();

    @Test
    default void lookupShouldFindNothingAtFirst() {
        assertThat(cache().lookup(user(), new ConversationId(UUID.randomUUID()), WHY))
                .isEqualTo(new Lookup.Missing());
        assertThat(cache().answer(user(), Digest.EMPTY, WHY)).isEmpty();
    }

    @Test
    default void replaceShouldKeepTheWholeContext() {
        ContextCache cache = cache();
        Context context = context(user(), 4, 10);
        cache.replace(context, Optional.empty());
        cache.replace(context, Optional.empty());
        assertFound(cache, context);
    }

    @Test
    default void replaceShouldKeepAContextWithoutMessages() {
        ContextCache cache = cache();
        Context context = context(user(), 0, 0);
        cache.replace(context, Optional.empty());
        assertFound(cache, context);
    }

    @Test
    default void replaceShouldKeepTheNewestMessagesThatFitTheBudget() {
        ContextCache cache = cache();
        Context context = context(user(), 20, 10);
        cache.replace(context, Optional.empty());
        assertFound(cache, newest(context, 10));
    }

    @Test
    default void replaceShouldChangeNothingWhenANewerVersionIsKnown() {
        ContextCache cache = cache();
        Context old = context(user(), 1, 10);
        Context current = plus(old, next(old, 10));
        cache.replace(current, Optional.empty());
        cache.replace(old, Optional.of(answerTo(old)));
        assertFound(cache, current);
        assertThat(answerOf(cache, old)).isEmpty();
    }

    @Test
    default void replaceShouldOverwriteAnOlderVersion() {
        ContextCache cache = cache();
        Context old = context(user(), 3, 10);
        cache.replace(old, Optional.empty());
        Context current = atVersion(new Context(old.state(), old.messages().subList(2, 3)), 99);
        cache.replace(current, Optional.empty());
        assertFound(cache, current);
    }

    @Test
    default void lookupShouldFindTheAnswerWhenTheSameWasAskedInTheSameContext() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        NewAnswer answer = answerTo(context);
        cache.replace(context, Optional.of(answer));
        assertThat(lookup(cache, context, WHY)).isEqualTo(new Lookup.AnswerFound(context.state(), answer.answer()));
        assertThat(answerOf(cache, context)).contains(answer.answer());
        assertThat(lookup(cache, context, question("Why not?"))).isEqualTo(new Lookup.ContextFound(context));
    }

    @Test
    default void lookupShouldFindTheAnswerOfOneConversationInAnotherWhenTheyReadTheSame() {
        ContextCache cache = cache();
        UserId user = user();
        Context first = context(user, 0, 0);
        Context second = context(user, 0, 0);
        NewAnswer answer = answerTo(first);
        cache.replace(first, Optional.of(answer));
        cache.replace(second, Optional.empty());
        assertThat(lookup(cache, second, WHY)).isEqualTo(new Lookup.AnswerFound(second.state(), answer.answer()));
    }

    @Test
    default void lookupShouldNotFindTheAnswerWhenTheContextHasMovedOn() {
        ContextCache cache = cache();
        Context before = context(user(), 1, 10);
        cache.replace(before, Optional.of(answerTo(before)));
        Context after = plus(before, next(before, 10));
        cache.replace(after, Optional.empty());
        assertFound(cache, after);
    }

    @Test
    default void lookupShouldShowNobodyWhatIsAnothers() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        cache.replace(context, Optional.of(answerTo(context)));
        UserId stranger = user();
        assertThat(cache.lookup(stranger, context.state().conversation().id(), WHY))
                .isEqualTo(new Lookup.Missing());
        assertThat(cache.answer(stranger, context.state().tip(), WHY)).isEmpty();
        cache.forget(stranger, context.state().conversation().id(), 1_000);
        assertThat(lookup(cache, context, WHY)).isInstanceOf(Lookup.AnswerFound.class);
    }

    @Test
    default void findShouldGiveWhatWasKeptToItsOwnerOnly() {
        ContextCache cache = cache();
        Context context = context(user(), 4, 10);
        UserId owner = context.state().conversation().user();
        ConversationId id = context.state().conversation().id();
        assertThat(cache.find(owner, id)).isEmpty();
        cache.replace(context, Optional.empty());
        assertThat(cache.find(owner, id))
                .contains(new CachedConversations.Copy(
                        context.state().conversation(),
                        context.messages().stream().map(ContextMessage::message).toList()));
        assertThat(cache.find(user(), id)).isEmpty();
        forget(cache, context, version(context));
        assertThat(cache.find(owner, id)).isEmpty();
    }

    @Test
    default void forgetShouldDropTheConversation() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        cache.replace(context, Optional.empty());
        forget(cache, context, version(context) + 1);
        forget(cache, context, version(context) + 1);
        assertThat(lookup(cache, context, WHY)).isEqualTo(new Lookup.Missing());
    }

    @Test
    default void forgetShouldLetNoVersionInThatIsNotAboveItsOwn() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        long version = version(context);
        forget(cache, context, version);
        forget(cache, context, version - 1);
        cache.replace(context, Optional.of(answerTo(context)));
        Context after = plus(context, next(context, 10));
        cache.append(context.state(), after.state(), tail(after, 1), Optional.empty());
        assertThat(lookup(cache, context, WHY)).isEqualTo(new Lookup.Missing());
        assertThat(answerOf(cache, context)).isEmpty();
        cache.replace(after, Optional.empty());
        assertFound(cache, after);
    }

    @Test
    default void forgetDeletedShouldLetNoOlderAnswerOfTheUserCount() {
        ContextCache cache = cache();
        UserId user = user();
        Context deleted = context(user, 0, 0);
        Context asksTheSame = context(user, 0, 0);
        Context ofAnother = context(user(), 0, 0);
        cache.replace(deleted, Optional.of(answerTo(deleted)));
        cache.replace(asksTheSame, Optional.empty());
        cache.replace(ofAnother, Optional.of(answerTo(ofAnother)));

        cache.forgetDeleted(user, deleted.state().conversation().id(), version(deleted) + 1);

        assertThat(lookup(cache, deleted, WHY)).isEqualTo(new Lookup.Missing());
        assertThat(lookup(cache, asksTheSame, WHY)).isEqualTo(new Lookup.ContextFound(asksTheSame));
        assertThat(answerOf(cache, asksTheSame)).isEmpty();
        assertThat(answerOf(cache, ofAnother)).isPresent();
        cache.replace(deleted, Optional.of(answerTo(deleted)));
        assertThat(answerOf(cache, asksTheSame))
                .as("a turn that ended after the deletion")
                .isEmpty();
        cache.replace(asksTheSame, Optional.of(answerTo(asksTheSame)));
        assertThat(answerOf(cache, asksTheSame)).as("made since").isPresent();
    }

    @Test
    default void everyMethodShouldSayUnavailableWhenTheCacheIsAwayAndWorkWhenItIsBack() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        Context after = plus(context, next(context, 10));
        cache.replace(context, Optional.empty());
        try (Outage outage = outage()) {
            assertUnavailable(() -> lookup(cache, context, WHY));
            assertUnavailable(() -> answerOf(cache, context));
            assertUnavailable(() -> cache.find(
                    context.state().conversation().user(),
                    context.state().conversation().id()));
            assertUnavailable(() -> cache.replace(after, Optional.empty()));
            assertUnavailable(() -> cache.append(context.state(), after.state(), tail(after, 1), Optional.empty()));
            assertUnavailable(() -> forget(cache, context, 1));
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .untilAsserted(() -> assertThat(lookup(cache, context, WHY)).isNotNull());
        cache.replace(atVersion(after, 99), Optional.empty());
        assertFound(cache, atVersion(after, 99));
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(DomainException.Unavailable.class);
    }

    private static void forget(ContextCache cache, Context context, long version) {
        cache.forget(
                context.state().conversation().user(),
                context.state().conversation().id(),
                version);
    }
}
