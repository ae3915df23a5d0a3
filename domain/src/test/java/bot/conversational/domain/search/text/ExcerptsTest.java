package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
