package bot.conversational.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private static final String FACE = "\uD83D\uDE00";

    @Test
    void checkedShouldReturnTheTextWhenItKeepsTheRule() {
        assertThat(Text.checked("content", "hello", 1, 5)).isEqualTo("hello");
    }

    @Test
    void checkedShouldCountCodePointsWhenTheTextHasSurrogatePairs() {
        assertThat(Text.checked("content", FACE.repeat(5), 1, 5)).hasSize(10);
        assertThatThrownBy(() -> Text.checked("content", FACE.repeat(6), 1, 5))
                .isInstanceOf(DomainException.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void checkedShouldRefuseBlankTextWhenSomethingIsDemanded(String text) {
        assertThatThrownBy(() -> Text.checked("content", text, 1, 5))
                .isInstanceOfSatisfying(
                        DomainException.Invalid.class,
                        e -> assertThat(e.errors())
                                .containsExactly(new DomainException.FieldError("content", "must not be blank")));
    }

    @Test
    void checkedShouldTakeEmptyTextWhenNothingIsDemanded() {
        assertThat(Text.checked("content", "", 0, 5)).isEmpty();
    }

    @Test
    void checkedShouldRefuseTextThatIsTooShort() {
        assertThatThrownBy(() -> Text.checked("password", "1234567", 8, 256))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("password must have 8 to 256 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D"})
    void checkedShouldRefuseWhatPostgresCannotKeep(String text) {
        assertThatThrownBy(() -> Text.checked("content", text, 1, 5)).isInstanceOf(DomainException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0",
                "\u200B",
                "\u2028",
                "\uFEFF",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\u0007",
                "\u202E \u200D"
            })
    void visibleShouldRefuseWhatNobodyCanSee(String text) {
        assertThatThrownBy(() -> Text.visible("content", text))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("content must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "?", "\u200Ba", "\uD83D\uDE00", "ا", "\u0301", "한"})
    void visibleShouldTakeWhatCanBeSeen(String text) {
        assertThat(Text.visible("content", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u001Bb", "\u0007a", "a\u2028b", "\u200B"})
    void lineShouldRefuseWhatIsNoTitle(String text) {
        assertThatThrownBy(() -> Text.line("title", text)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void asLineShouldShowATextInOneLine() {
        assertThat(Text.asLine("\u001B[1m a\t\n b\u2028c\u00A0 \u0007")).isEqualTo("[1m a b c");
    }

    @Test
    void cutShouldNotHalveASurrogatePair() {
        assertThat(Text.cut(FACE.repeat(3), 2)).isEqualTo(FACE.repeat(2));
        assertThat(Text.cut("ab", 2)).isEqualTo("ab");
        assertThat(Text.cut("", 2)).isEmpty();
    }
}
