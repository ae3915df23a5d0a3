package bot.conversational.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TokenCounter} keeps. */
public interface TokenCounterContract {

    TokenCounter counter();

    @Test
    default void countShouldBeNoneWhenThereIsNoText() {
        assertThat(counter().count("")).isZero();
    }

    @Test
    default void countShouldGrowWithTheText() {
        assertThat(counter().count("one")).isPositive();
        assertThat(counter().count("one two three four"))
                .isGreaterThan(counter().count("one two"));
    }

    /** Names of control tokens are text when a person writes them; NULs and halves of pairs come from elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<|endoftext|>", "say <|im_start|> now", "\uD83D", "a\0b", "\uD83D\uDE00", "\t\r\n ", "日本語のテキスト"
            })
    default void countShouldNeverFail(String text) {
        assertThat(counter().count(text)).isNotNegative();
    }
}
