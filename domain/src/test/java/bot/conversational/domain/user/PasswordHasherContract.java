package bot.conversational.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What every {@link PasswordHasher} keeps. */
public interface PasswordHasherContract {

    Password RIGHT = new Password("correct horse battery staple");

    PasswordHasher hasher();

    @Test
    default void verifyShouldKnowThePasswordThatMadeTheHash() {
        assertThat(hasher().verify(RIGHT, hasher().hash(RIGHT))).isTrue();
        assertThat(hasher().verify(RIGHT, hasher().hashForStranger(RIGHT))).isTrue();
    }

    @Test
    default void verifyShouldRefuseAnyOtherPassword() {
        PasswordHash hash = hasher().hash(RIGHT);
        assertThat(hasher().verify(new Password("Correct horse battery staple"), hash))
                .isFalse();
        assertThat(hasher().verify(new Password(RIGHT.value() + " "), hash)).isFalse();
        assertThat(hasher().verify(new Password(""), hash)).isFalse();
    }

    @Test
    default void hashShouldNeverBeTheSameTwice() {
        assertThat(hasher().hash(RIGHT)).isNotEqualTo(hasher().hash(RIGHT));
    }

    /** Keyboards and systems differ in how they write an accent; the person typed the same. */
    @Test
    default void verifyShouldKnowThePasswordWhenItsCharactersAreComposedDifferently() {
        PasswordHash hash = hasher().hash(new Password("caf\u00e9 cr\u00e8me"));
        assertThat(hasher().verify(new Password("cafe\u0301 cre\u0300me"), hash))
                .isTrue();
        assertThat(hasher().verify(new Password("\uFF43\uFF41\uFF46\u00e9 cr\u00e8me"), hash))
                .isTrue();
        assertThat(hasher().verify(new Password("cafe creme"), hash)).isFalse();
    }

    @Test
    default void hashShouldTakeEveryCharacterOfALongPasswordIntoAccount() {
        PasswordHash hash = hasher().hash(new Password("\uD83D\uDE00".repeat(255) + "a"));
        assertThat(hasher().verify(new Password("\uD83D\uDE00".repeat(255) + "b"), hash))
                .isFalse();
    }

    @Test
    default void freshHashShouldNotBeOutdated() {
        assertThat(hasher().outdated(hasher().hash(RIGHT))).isFalse();
    }

    @Test
    default void verifyNothingShouldTakeAnyPassword() {
        assertThatCode(() -> hasher().verifyNothing(new Password(""))).doesNotThrowAnyException();
    }
}
