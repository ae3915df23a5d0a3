package bot.conversational.domain.chat.completion;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.completion.KeyedCompletions.Kept;
import bot.conversational.domain.chat.completion.KeyedCompletions.State;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link KeyedCompletions} does. */
public interface KeyedCompletionsContract {

    IdempotencyKey KEY = new IdempotencyKey("some-key");

    KeyedCompletions keyed();

    private static UserId someUser() {
        return new UserId(UUID.randomUUID());
    }

    private static KeyedRequest request(String body) {
        return new KeyedRequest(KEY, Digest.of(List.of(body)));
    }

    @Test
    default void onlyOneShouldClaimAKey() {
        UserId ada = someUser();
        assertThat(keyed().claim(ada, request("a"), "one")).isEqualTo(State.NONE);
        assertThat(keyed().claim(ada, request("a"), "two")).isEqualTo(State.RUNNING);
        assertThat(keyed().claim(ada, request("b"), "two")).isEqualTo(State.OTHER);
        assertThat(keyed().claim(someUser(), request("b"), "two")).isEqualTo(State.NONE);
        assertThat(keyed().append(ada, KEY, "two", List.of("x"))).isFalse();
        keyed().end(ada, KEY, "two", true);
        assertThat(keyed().read(ada, KEY, 0).state()).isEqualTo(State.RUNNING);
    }

    @Test
    default void linesShouldBeReadFromAPlaceOn() {
        UserId ada = someUser();
        keyed().claim(ada, request("a"), "one");
        assertThat(keyed().append(ada, KEY, "one", List.of("{\"a\": \"ü😀\"}", "{}")))
                .isTrue();
        assertThat(keyed().append(ada, KEY, "one", List.of())).isTrue();
        Kept first = keyed().read(ada, KEY, 0);
        assertThat(first.lines()).containsExactly("{\"a\": \"ü😀\"}", "{}");
        keyed().append(ada, KEY, "one", List.of("last"));
        keyed().end(ada, KEY, "one", true);
        Kept rest = keyed().read(ada, KEY, first.next());
        assertThat(rest.lines()).containsExactly("last");
        assertThat(rest.state()).isEqualTo(State.ENDED);
        assertThat(keyed().read(ada, KEY, rest.next())).isEqualTo(new Kept(State.ENDED, List.of(), rest.next()));
        assertThat(keyed().claim(ada, request("a"), "two")).isEqualTo(State.ENDED);
        assertThat(keyed().read(someUser(), KEY, 0).state()).isEqualTo(State.NONE);
    }

    @Test
    default void whatFailedShouldBeClaimedAnew() {
        UserId ada = someUser();
        keyed().claim(ada, request("a"), "one");
        keyed().append(ada, KEY, "one", List.of("half"));
        keyed().end(ada, KEY, "one", false);
        assertThat(keyed().read(ada, KEY, 0).state()).isEqualTo(State.FAILED);
        assertThat(keyed().claim(ada, request("b"), "two")).isEqualTo(State.NONE);
        assertThat(keyed().read(ada, KEY, 0).lines()).isEmpty();
    }

    @Test
    default void tooLongAnAnswerShouldNotBeKept() {
        UserId ada = someUser();
        keyed().claim(ada, request("a"), "one");
        String half = "x".repeat(KeyedCompletions.MOST_BYTES / 2);
        assertThat(keyed().append(ada, KEY, "one", List.of(half))).isTrue();
        assertThat(keyed().append(ada, KEY, "one", List.of(half))).isFalse();
        assertThat(keyed().read(ada, KEY, 0)).isEqualTo(new Kept(State.TOO_LONG, List.of(), 0));
        assertThat(keyed().claim(ada, request("a"), "two")).isEqualTo(State.TOO_LONG);
    }
}
