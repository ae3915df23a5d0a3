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

    @Test
    void cutShouldNotHalveASurrogatePair() {
        assertThat(Text.cut(FACE.repeat(3), 2)).isEqualTo(FACE.repeat(2));
        assertThat(Text.cut("ab", 2)).isEqualTo("ab");
        assertThat(Text.cut("", 2)).isEmpty();
    }
}
