package bot.conversational.domain.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    @Test
    void tagsShouldBeTrimmedComposedAndDistinctWithoutCase() {
        Tags tags = Tags.of(List.of("  Work\t", "WORK", "A\u0308rger", "\u00e4rger", "b c", "work"));

        assertThat(tags.texts()).containsExactly("Work", "\u00c4rger", "b c");
        assertThat(tags.has(new Tag("ÄRGER"))).isTrue();
        assertThat(tags.has(new Tag("b"))).isFalse();
    }

    @Test
    void twentyShouldBeTheMost() {
        List<String> many = IntStream.range(0, 21).mapToObj(n -> "t" + n).toList();

        assertThat(Tags.of(many.subList(0, 20)).all()).hasSize(20);
        assertThatThrownBy(() -> Tags.of(many)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void fortyCharactersShouldBeTheMost() {
        assertThat(new Tag("😀".repeat(40)).text()).hasSize(80);
        assertThatThrownBy(() -> new Tag("😀".repeat(41))).isInstanceOf(DomainException.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "\u200b"})
    void tagShouldBeALineThatCanBeSeen(String text) {
        assertThatThrownBy(() -> new Tag(text)).isInstanceOf(DomainException.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800"})
    void tagShouldBeWellFormed(String text) {
        assertThatThrownBy(() -> new Tag(text)).isInstanceOf(DomainException.Malformed.class);
    }
}
