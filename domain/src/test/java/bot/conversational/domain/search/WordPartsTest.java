package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPartsTest {

    @ParameterizedTest
    @CsvSource({
        "getUserById, get user by id",
        "HTTPServer, http server",
        "XMLHttpRequest2, xml http request 2",
        "snake_case_name, snake case name",
        "__init__, init",
        "MAX_VALUE, max value",
        "utf8, utf 8",
        "ada.lovelace@mail.example.com, ada lovelace mail example com",
        "https://docs.example.org/some/path-to?x=1, https docs example org some path to x 1",
        "v1.2.3, v 1 2 3",
        "don't, don t",
        "ΑλφαΒήτα, αλφα βήτα",
        "ไทย, ไ ท ย",
        "word, word"
    })
    void spelledOutShouldTakeWordsApart(String word, String parts) {
        assertThat(WordParts.spelledOut(word)).isEqualTo(parts);
    }

    @Test
    void ofCompoundsShouldTellEachCompoundOnceAndNoPlainWord() {
        assertThat(WordParts.ofCompounds("Call getUserById, (getUserById) then a-b, plain Words, x_y and naïve 東京."))
                .containsExactly("get user by id", "x y");
    }

    @Test
    void ofShouldKeepMarksWithTheirLetter() {
        assertThat(WordParts.spelledOut("nai\u0308ve")).isEqualTo("nai\u0308ve");
        assertThat(WordParts.ofCompounds("nai\u0308ve मुंबई")).isEmpty();
    }

    @Test
    void ofShouldTellWhereEachPartStands() {
        assertThat(WordParts.of("🚀 aB c"))
                .satisfiesExactly(
                        word -> assertThat(word)
                                .containsExactly(new WordParts.Part("a", 3, 4), new WordParts.Part("b", 4, 5)),
                        word -> assertThat(word).containsExactly(new WordParts.Part("c", 6, 7)));
    }

    @Test
    void ofShouldBeEmptyWhenThereIsNoWord() {
        assertThat(WordParts.of("")).isEmpty();
        assertThat(WordParts.of(" .-/ \u200B 🚀")).isEmpty();
        assertThat(WordParts.ofCompounds("...")).isEmpty();
    }
}
