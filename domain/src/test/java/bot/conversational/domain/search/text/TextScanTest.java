package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.search.text.Piece.Joint;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextScanTest {

    /** A {@code +} where pieces have grown together, {@code _} for an inner joint, {@code -} for an outer one. */
    private static String shown(String text) {
        return TextScan.of(text).stream()
                .map(piece -> switch (piece.joint()) {
                            case GROWN -> "+";
                            case INNER -> "_";
                            case OUTER -> "-";
                            case GAP -> " ";
                        }
                        + piece.exact())
                .collect(Collectors.joining())
                .strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            getUserById        | get+user+by+id
            HTTPServer         | http+server
            XMLHttpRequest2    | xml+http+request+2
            iPhone15           | i+phone+15
            snake_case_name    | snake_case_name
            __init__           | init
            a__b               | a_b
            MAX_VALUE          | max_value
            utf8               | utf+8
            ada.lovelace@mail.example.com | ada_lovelace-mail_example_com
            https://docs.example.org/some/path-to?x=1 | https docs_example_org-some-path-to-x-1
            v1.2.3             | v+1_2_3
            1,234,567          | 1_234_567
            one,two, 3,four    | one two 3 four
            wait...what        | wait what
            don't or don’t     | don_t or don_t
            'quoted'           | quoted
            ΑλφαΒήτα           | αλφα+βήτα
            API를               | api+를
            ไทย                | ไ+ท+ย
            東京Tower          | 東 京 tower
            らーめん             | ら ー め ん
            a🚀🚀b              | a 🚀 🚀 b
            ＡＢ＿Ｃ１             | ab_c+1
            word               | word
            """)
    void ofShouldTakeTextsApart(String text, String pieces) {
        assertThat(shown(text)).isEqualTo(pieces);
    }

    @Test
    void ofShouldKeepMarksAndInvisibleCharactersWithTheirLetter() {
        assertThat(shown("nai\u0308ve")).isEqualTo("naïve");
        assertThat(shown("so\u00adft मुंबई")).isEqualTo("soft मुंबई");
    }

    @Test
    void ofShouldTellWhereEachPieceStands() {
        assertThat(TextScan.of("🚀 aB e\u0301."))
                .containsExactly(
                        new Piece("🚀", "🚀", 0, 2, Joint.GAP),
                        new Piece("a", "a", 3, 4, Joint.GAP),
                        new Piece("b", "b", 4, 5, Joint.GROWN),
                        new Piece("é", "e", 6, 8, Joint.GAP));
    }

    @Test
    void ofShouldBeEmptyWhenThereIsNoWord() {
        assertThat(TextScan.of("")).isEmpty();
        assertThat(TextScan.of(" .-/ \u200B … ـ \u0301")).isEmpty();
    }
}
