package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import bot.conversational.domain.chat.context.ContextCacheAppendContract;
import bot.conversational.domain.chat.context.ContextCacheContract;
import bot.conversational.domain.chat.context.ContextCachePartsContract;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisContextCacheIT implements ContextCacheContract, ContextCacheAppendContract, ContextCachePartsContract {

    private static final Duration CONVERSATION_LIFE = Duration.ofMinutes(10);
    private static final Duration ANSWER_LIFE = Duration.ofHours(1);
    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("cache", PROBE.settings());

    private final RedisContextCache cache = cache(AnswerScope.USER);
    private final UserId user = ChatSamples.user();
    private final Context context = ChatSamples.context(user, 2, 10);
    private final ConversationId id = context.state().conversation().id();
    private final NewAnswer answer = new NewAnswer(context.state().tip(), WHY, ChatSamples.answer(user));
    private final ContextMessage added = ChatSamples.next(context, 10);
    private final Context after = ChatSamples.plus(context, added);
    private final String head = RedisKeys.conversation(user, id);
    private final String messages = RedisKeys.messages(user, id);
    private final String answerKey = RedisKeys.answer(AnswerScope.USER, user, answer.tip(), answer.question());

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public ContextCache cache() {
        return cache;
    }

    @Override
    public Outage outage() {
        return PROBE.freeze();
    }

    @Test
    void everyMethodShouldTakeOneRoundTrip() {
        Runnable replace = () -> cache.replace(context, Optional.of(answer));
        Runnable found = () -> cache.lookup(user, id, WHY);
        Runnable missing = () -> cache.lookup(user, new ConversationId(id.value()), ChatSamples.question("other"));
        Runnable append = this::append;
        Runnable read = () -> cache.answer(user, answer.tip(), WHY);
        Runnable forget = () -> cache.forget(user, id, 99);
        Runnable forgetDeleted = () -> cache.forgetDeleted(user, id, 99);
        List<Runnable> all = List.of(replace, found, missing, append, read, forget, forgetDeleted);
        all.forEach(Runnable::run); // connected, and the scripts are there
        for (Runnable method : all) {
            assertThat(PROBE.roundTrips(method)).isEqualTo(1);
        }
    }

    @Test
    void everyKeyShouldEndByItself() {
        cache.replace(context, Optional.of(answer));
        assertEnds(head, CONVERSATION_LIFE);
        assertEnds(messages, CONVERSATION_LIFE);
        assertEnds(answerKey, ANSWER_LIFE);
        assertEnds(RedisKeys.answersSince(user), ANSWER_LIFE);
        List.of(head, messages).forEach(key -> PROBE.redis().pexpire(key, 1_000));
        append();
        assertEnds(head, CONVERSATION_LIFE);
        assertEnds(messages, CONVERSATION_LIFE);
        cache.forget(user, id, 99);
        assertEnds(head, CONVERSATION_LIFE);
        assertThat(PROBE.redis().exists(messages)).isFalse();
    }

    @Test
    void lookupShouldMissWhenTheMessagesWereEvicted() {
        cache.replace(context, Optional.empty());
        PROBE.redis().del(messages);
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
    }

    @Test
    void lookupShouldMissWhenTheHeadWasEvicted() {
        cache.replace(context, Optional.of(answer));
        PROBE.redis().del(head);
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
        cache.replace(context, Optional.empty());
        assertThat(cache.lookup(user, id, ChatSamples.question("other"))).isEqualTo(new Lookup.ContextFound(context));
    }

    /** What is left would otherwise become a context that lacks its beginning. */
    @Test
    void appendShouldDropTheRestWhenTheMessagesWereEvicted() {
        cache.replace(context, Optional.empty());
        PROBE.redis().del(messages);
        append();
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
        assertThat(PROBE.redis().exists(head, messages)).isZero();
    }

    @Test
    void lookupShouldMissWhenTheAnswerWasEvicted() {
        cache.replace(context, Optional.of(answer));
        PROBE.redis().del(answerKey);
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.ContextFound(context));
    }

    @Test
    void lookupShouldMissWhenAnythingCannotBeRead() {
        cache.replace(context, Optional.of(answer));
        String since = PROBE.redis().get(RedisKeys.answersSince(user));
        PROBE.set(answerKey, since + "|" + RedisKeys.answersSince(user) + "|{\"owner\":");
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
        assertThat(cache.answer(user, answer.tip(), WHY)).isEmpty();
        PROBE.redis().del(answerKey);
        PROBE.redis().lset(messages, 0, "10 {}");
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
        cache.replace(context, Optional.empty());
        PROBE.redis().hset(head, "s", "null");
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
    }

    /** It wrote times as texts, under other names, and messages as JSON. */
    @Test
    void lookupShouldMissWhatAnEarlierVersionWrote() {
        for (String time : List.of("createdMicros", "updatedMicros")) {
            cache.replace(context, Optional.of(answer));
            String state = PROBE.redis().hget(head, "s");
            PROBE.redis()
                    .hset(head, "s", state.replaceFirst("\"" + time + "\":\\d+", "\"of\":\"2026-01-31T12:00:00Z\""));
            assertThat(PROBE.redis().hget(head, "s")).isNotEqualTo(state);
            assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.Missing());
        }
        cache.replace(context, Optional.empty());
        PROBE.redis().lset(messages, 0, "10 {\"role\":\"USER\",\"content\":\"two\\nlines\"}");
        assertThat(cache.lookup(user, id, ChatSamples.question("other"))).isEqualTo(new Lookup.Missing());
    }

    @Test
    void lookupShouldPassOverFieldsOfALaterVersion() {
        cache.replace(context, Optional.of(answer));
        String json = PROBE.redis().get(answerKey);
        PROBE.set(answerKey, json.replaceFirst("\\|\\{\"", "|{\"mood\":{\"of\":[1]},\""));
        assertThat(cache.answer(user, answer.tip(), WHY)).contains(answer.answer());
    }

    @Test
    void lookupShouldNotTrustAKeyThatHoldsWhatIsAnothers() {
        UserId stranger = ChatSamples.user();
        cache.replace(context, Optional.of(answer));
        String strangersAnswer = RedisKeys.answer(AnswerScope.USER, stranger, answer.tip(), WHY);
        PROBE.redis().copy(answerKey, strangersAnswer, true);
        PROBE.redis().copy(head, RedisKeys.conversation(stranger, id), true);
        PROBE.redis().copy(messages, RedisKeys.messages(stranger, id), true);
        assertThat(cache.answer(stranger, answer.tip(), WHY)).isEmpty();
        assertThat(cache.lookup(stranger, id, WHY)).isEqualTo(new Lookup.Missing());
        PROBE.redis().del(strangersAnswer);
        assertThat(cache.lookup(stranger, id, WHY)).isEqualTo(new Lookup.Missing());
    }

    @Test
    void answerShouldBeFoundByAnybodyWhenTheScopeIsGlobal() {
        RedisContextCache shared = cache(AnswerScope.GLOBAL);
        // No other run has asked this: the key of a shared answer has no user in it.
        NewAnswer unique = new NewAnswer(answer.tip(), ChatSamples.question(user.toString()), answer.answer());
        shared.replace(context, Optional.of(unique));
        assertThat(shared.answer(ChatSamples.user(), unique.tip(), unique.question()))
                .contains(unique.answer());
        assertThat(shared.lookup(user, id, unique.question()))
                .isEqualTo(new Lookup.AnswerFound(context.state(), unique.answer()));
        assertThat(cache.answer(user, unique.tip(), unique.question())).isEmpty();
    }

    @Test
    void noAnswerShouldBeGivenToAnybodyAfterItsUserDeletedAConversation() {
        RedisContextCache shared = cache(AnswerScope.GLOBAL);
        NewAnswer unique = new NewAnswer(answer.tip(), ChatSamples.question(user.toString()), answer.answer());
        shared.replace(context, Optional.of(unique));

        shared.forgetDeleted(user, new ConversationId(UUID.randomUUID()), 99);

        assertThat(shared.answer(ChatSamples.user(), unique.tip(), unique.question()))
                .isEmpty();
        assertThat(shared.lookup(user, id, unique.question())).isEqualTo(new Lookup.ContextFound(context));
    }

    /** It may have been dropped a moment before: nobody knows. */
    @Test
    void noAnswerShouldCountWhenItIsLostSinceWhenTheyDo() {
        cache.replace(context, Optional.of(answer));
        PROBE.redis().del(RedisKeys.answersSince(user));
        assertThat(cache.lookup(user, id, WHY)).isEqualTo(new Lookup.ContextFound(context));
        assertThat(cache.answer(user, answer.tip(), WHY)).isEmpty();
    }

    @Test
    void appendShouldSendOnlyWhatIsNew() {
        Context large = ChatSamples.context(user, 100, 1);
        cache.replace(large, Optional.empty());
        String key = RedisKeys.messages(user, large.state().conversation().id());
        PROBE.redis().lset(key, 50, "1 left as it is");
        Context moved = ChatSamples.plus(large, ChatSamples.next(large, 2));
        cache.append(large.state(), moved.state(), moved.messages().subList(100, 101), Optional.empty());
        assertThat(PROBE.redis().llen(key)).isEqualTo(99);
        assertThat(PROBE.redis().lindex(key, 48)).isEqualTo("1 left as it is");
    }

    private void append() {
        cache.append(context.state(), after.state(), List.of(added), Optional.empty());
    }

    private static RedisContextCache cache(AnswerScope scope) {
        return new RedisContextCache(SERVER, CONVERSATION_LIFE, ANSWER_LIFE, scope, TOKEN_BUDGET);
    }

    private static void assertEnds(String key, Duration life) {
        assertThat(PROBE.redis().pttl(key)).isBetween(life.toMillis() - 60_000, life.toMillis());
    }
}
