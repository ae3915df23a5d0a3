package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

    @Test
    void parseShouldTellTheKindsApart() {
        assertThat(QueryText.parse("two words \"a phrase\" pre* -without -\"this phrase\""))
                .isEqualTo(new QueryText(
                        List.of("two", "words"),
                        List.of("a phrase"),
                        List.of("pre"),
                        List.of("without", "this phrase")));
    }

    @Test
    void parseShouldTakeTheRestForTextWhenItIsNoSyntax() {
        assertThat(QueryText.parse("a-b --verbose \"unclosed p* x* get_us* *mid* C++"))
                .isEqualTo(new QueryText(
                        List.of("a-b", "--verbose", "\"unclosed", "p*", "x*", "get_us*", "*mid*", "C++"),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void parseShouldTakePrefixesOfTwoToNineteenLetters() {
        QueryText terms = QueryText.parse("ab* " + "c".repeat(19) + "* " + "d".repeat(20) + "*");

        assertThat(terms.prefixes()).containsExactly("ab", "c".repeat(19));
        assertThat(terms.wanted()).containsExactly("d".repeat(20) + "*");
    }

    @Test
    void parseShouldCountWhatIsLeftOfAPrefix() {
        assertThat(QueryText.parse("a\u00adb* a\u00ad* ﬁ*").prefixes()).containsExactly("a\u00adb", "ﬁ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "* ( { - -- -( \" \\", "\"\"", "\"***\"", "\u3000", "\u200b", "ـ", "\u0301", ""})
    void parseShouldBeEmptyWhenNothingIsSaid(String text) {
        assertThat(QueryText.parse(text).isEmpty()).isTrue();
    }

    @Test
    void parseShouldKeepPictographs() {
        assertThat(QueryText.parse("🚀 launch").wanted()).containsExactly("🚀", "launch");
    }

    @Test
    void parseShouldRefuseWhenThereAreTooManyTerms() {
        assertThat(QueryText.parse("w ".repeat(64)).wanted()).hasSize(64);
        assertThatThrownBy(() -> QueryText.parse("w ".repeat(62) + "pre* -not \"a b\""))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("q must have at most 64 terms");
    }

    @Test
    void toStringShouldHideTheText() {
        assertThat(QueryText.parse("private").toString())
                .isEqualTo("QueryText[1 words, 0 phrases, 0 prefixes, 0 unwanted]");
    }
}
