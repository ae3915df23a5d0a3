package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptsTest {

    private static List<String> of(String query, String text) {
        return Excerpts.of(QueryText.parse(query), text);
    }

    @Test
    void ofShouldMarkWordsPartsPhrasesAndBeginnings() {
        assertThat(of("user \"quick fox\" bro*", "getUserById <quick fox> & Brown"))
                .containsExactly("get<em>User</em>ById &lt;<em>quick</em> <em>fox</em>&gt; &amp; <em>Brown</em>");
    }

    @Test
    void ofShouldBeEmptyWhenNothingIsThere() {
        assertThat(of("absent", "some text")).isEmpty();
        assertThat(of("-absent", "some text")).isEmpty();
        assertThat(of("some", "")).isEmpty();
    }

    @Test
    void ofShouldCutALongTextIntoThreePiecesAtWords() {
        List<String> pieces = of("needle", ("straw ".repeat(60) + "needle ").repeat(5));

        assertThat(pieces).hasSize(3).allSatisfy(piece -> {
            assertThat(piece).contains("<em>needle</em>").startsWith("straw");
            assertThat(piece.length()).isBetween(100, 200);
        });
    }

    @Test
    void ofShouldKeepAWordThatIsLongerThanAPiece() {
        assertThat(of("aa*", "a".repeat(400))).containsExactly("<em>" + "a".repeat(400) + "</em>");
    }

    @Test
    void ofShouldEscapeWhateverStandsBesideTheMarks() {
        assertThat(of("x", "<img src='x' onerror=\"y\">").getFirst())
                .isEqualTo("&lt;img src=&#x27;<em>x</em>&#x27; onerror=&quot;y&quot;&gt;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iphone         | an iPhone15 case            | an <em>iPhone</em>15 case
            dont           | I don't know                | I <em>don&#x27;t</em> know
            1234567        | all 1,234,567 of them       | all <em>1,234,567</em> of them
            order          | the OrderService            | the <em>Order</em>Service
            cafe           | un café noir                | un <em>café</em> noir
            cafe           | un café noir          | un <em>café</em> noir
            software       | soft­ware engineering  | <em>soft­ware</em> engineering
            東京            | 東京都                       | <em>東京</em>都
            서울            | 서울에서                     | <em>서울에서</em>
            OrderService   | an order service            | an <em>order</em> <em>service</em>
            therapist      | the rapist and the order    |
            running        | he runs                     |
            connection     | they connect                | they <em>connect</em>
            "quick fox"    | the quickFox, quick, fox    | the <em>quickFox</em>, <em>quick</em>, <em>fox</em>
            """)
    void ofShouldMarkWordsInTheTextAsItIs(String query, String text, @Nullable String expected) {
        assertThat(of(query, text)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }
}
