package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.redis.completions.RedisKeyedCompletions;
import bot.conversational.adapters.redis.completions.RedisKnownCompletions;
import bot.conversational.domain.chat.completion.KeyedCompletions;
import bot.conversational.domain.chat.completion.KeyedCompletionsContract;
import bot.conversational.domain.chat.completion.KnownCompletions;
import bot.conversational.domain.chat.completion.KnownCompletionsContract;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisCompletionsIT implements KeyedCompletionsContract, KnownCompletionsContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("cache", PROBE.settings());
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final UserId ada = new UserId(UUID.randomUUID());
    private final KeyedRequest request = new KeyedRequest(KEY, Digest.of(List.of("a")));

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public KeyedCompletions keyed() {
        return new RedisKeyedCompletions(SERVER);
    }

    @Override
    public KnownCompletions known() {
        return new RedisKnownCompletions(SERVER, LIFE, AnswerScope.USER);
    }

    @Test
    void everyKeyShouldEndByItself() {
        keyed().claim(ada, request, "one");
        assertEndsWithin(Duration.ofSeconds(10), RedisKeys.completion(ada, KEY));
        keyed().append(ada, KEY, "one", List.of("x"));
        assertEndsWithin(Duration.ofSeconds(10), RedisKeys.completionLines(ada, KEY));
        keyed().end(ada, KEY, "one", true);
        assertEndsWithin(Duration.ofHours(1), RedisKeys.completion(ada, KEY));
        assertEndsWithin(Duration.ofHours(1), RedisKeys.completionLines(ada, KEY));
    }

    private static void assertEndsWithin(Duration life, String key) {
        assertThat(PROBE.redis().pttl(key)).isBetween(1L, life.toMillis());
    }

    @Test
    void keyShouldBeRefusedAndAnAnswerUnknownWhileRedisIsAway() {
        Digest same = Digest.of(List.of("b"));
        KnownCompletions.Known answer = new KnownCompletions.Known("x", "m", new TokenUsage(1, 1));
        known().keep(ada, same, answer);
        // With a breaker of its own, so that the other tests do not find it open.
        try (RedisGuard away = RedisGuard.connect("away", PROBE.settings());
                Outage outage = PROBE.freeze()) {
            KnownCompletions unreachable = new RedisKnownCompletions(away, LIFE, AnswerScope.USER);
            assertThatThrownBy(() -> new RedisKeyedCompletions(away).claim(ada, request, "one"))
                    .isInstanceOf(DomainException.Unavailable.class);
            assertThat(unreachable.find(ada, same)).isEmpty();
            unreachable.keep(ada, same, answer);
        }
    }

    @Test
    void answersShouldGoWithTheirUser() {
        keyed().claim(ada, request, "one");
        keyed().append(ada, KEY, "one", List.of("x"));
        KnownCompletions shared = new RedisKnownCompletions(SERVER, LIFE, AnswerScope.GLOBAL);
        Digest same = Digest.of(List.of(ada.toString()));
        shared.keep(ada, same, new KnownCompletions.Known("x", "m", new TokenUsage(1, 1)));
        assertThat(shared.find(new UserId(UUID.randomUUID()), same)).isPresent();
        RedisUserDataEraser eraser = new RedisUserDataEraser(SERVER);
        assertThat(eraser.removeAll(ada)).isTrue();
        assertThat(keyed().read(ada, KEY, 0).state()).isEqualTo(KeyedCompletions.State.NONE);
        assertThat(shared.find(ada, same)).isEmpty();
        assertThat(eraser.removeAll(ada)).isFalse();
    }
}
