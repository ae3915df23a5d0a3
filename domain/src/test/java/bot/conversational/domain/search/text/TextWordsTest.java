package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWordsTest {

    @Test
    void wordsShouldBeOneForEachWordAndVariantsForNamesOnly() {
        TextWords words = TextWords.of("Call getUser, (getUser) then a-b, plain Words, x_y and 東京.");

        assertThat(words.words()).isEqualTo("call getuser getuser then a b plain words xy and 東 京");
        assertThat(words.variants()).containsExactly("get user", "ab", "x y");
        assertThat(words.repeated(2)).containsExactly("getuser");
    }

    @Test
    void variantsShouldHaveTheWholeTextWhenItHasAccents() {
        assertThat(TextWords.of("zażółć gęślą jaźń").variants()).containsExactly("zazolc gesla jazn");
        assertThat(TextWords.of("plain text").variants()).isEmpty();
    }

    @Test
    void variantsShouldJoinUpToFourPiecesAndAll() {
        assertThat(TextWords.of("a-b-c-d-e").variants())
                .containsExactlyInAnyOrder("ab", "abc", "abcd", "bc", "bcd", "bcde", "cd", "cde", "de", "abcde");
    }

    @Test
    void variantsShouldStayInProportionWhateverTheTextIs() {
        for (String text :
                new String[] {"aB".repeat(5_000), "a_".repeat(5_000), "a-1,".repeat(5_000), "서울".repeat(5_000)}) {
            int size = TextWords.of(text).variants().stream()
                    .mapToInt(String::length)
                    .sum();
            assertThat(size).as(text.substring(0, 4)).isLessThan(4 * text.length());
        }
    }

    @Test
    void brevityShouldFallWithTheLength() {
        assertThat(TextWords.of("").brevity()).isEqualTo(255);
        assertThat(TextWords.of("word ".repeat(50)).brevity()).isBetween(145, 155);
        assertThat(TextWords.of("word ".repeat(100_000)).brevity()).isEqualTo(1);
    }
}
