package bot.conversational.domain.search.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassagesTest {

    private static String words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ok", "Thanks!", "...", "- - -", "```", "👍", "\u00a0", "yes\n"})
    void textThatSaysNextToNothingShouldHaveNone(String text) {
        assertThat(Passages.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thank you", "Was ist das?", "東京へ行きたいと思っていますがどうですか", "supercalifragilisticexpialidocious"})
    void shortTextShouldBeOne(String text) {
        assertThat(Passages.of("\n " + text + " ")).containsExactly(text);
    }

    @Test
    void longTextShouldBeCutIntoPassagesThatOverlap() {
        assertThat(Passages.of(words(0, 240))).containsExactly(words(0, 100), words(75, 175), words(150, 240));
        assertThat(Passages.passage(words(0, 240), 2)).contains(words(150, 240));
        assertThat(Passages.passage(words(0, 240), 3)).isEmpty();
    }

    @Test
    void veryLongTextShouldHaveNoMoreThanSixteen() {
        assertThat(Passages.of(words(0, 10_000))).hasSize(16);
    }

    @Test
    void wordWithoutEndShouldBeCutBetweenCharacters() {
        List<String> passages = Passages.of("😀".repeat(5_000));
        assertThat(passages).hasSizeGreaterThan(1).allSatisfy(it -> {
            assertThat(it).matches("😀+");
            assertThat(it.length()).isLessThanOrEqualTo(1_200);
        });
    }
}
