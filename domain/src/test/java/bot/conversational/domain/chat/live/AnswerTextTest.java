package bot.conversational.domain.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private final AnswerText text = new AnswerText();

    @Test
    void offsetsShouldCountUtf8Bytes() {
        text.append("Grö");
        text.append("ße 😀");
        assertThat(text.size()).isEqualTo(12);
        assertThat(text.from(0)).isEqualTo("Größe 😀");
        assertThat(text.from(8)).isEqualTo("😀");
        assertThat(text.from(12)).isEmpty();
        assertThat(text.from(13)).isEmpty();
        assertThat(AnswerText.of("x".repeat(5_000)).from(4_990)).isEqualTo("x".repeat(10));
    }

    @Test
    void offsetWithinACharacterShouldBeRefused() {
        text.append("ö");
        assertThatThrownBy(() -> text.from(1)).isInstanceOf(DomainException.Malformed.class);
        assertThatThrownBy(() -> text.from(-1)).isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void pairThatComesInTwoDeltasShouldBePutTogether() {
        text.append("a\uD83D");
        assertThat(text.from(0)).isEqualTo("a");
        text.append("\uDE00b");
        assertThat(text.from(0)).isEqualTo("a😀b");
    }

    @Test
    void whatNoStoreCanKeepShouldBeReplaced() {
        text.append("a\0b\uDE00c\uD83D");
        text.close();
        assertThat(text.from(0)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(AnswerText.of("\uD83D").from(0)).isEqualTo("\uFFFD");
    }
}
