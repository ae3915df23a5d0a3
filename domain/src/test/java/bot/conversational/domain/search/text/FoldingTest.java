package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Word2        | word2        | word2
            don't        | dont         | dont
            É            | é            | e
            e\u0301      | é            | e
            ẞ            | ss           | ss
            ΣΑΣ          | σασ          | σασ
            İ            | i            | i
            Łódź         | łódź         | lodz
            ﬃ            | ffi          | ffi
            ㎏           | kg           | kg
            ٣            | 3            | 3
            ｶﾞ            | ガ            | ガ
            が            | が            | が
            한            | 한            | 한
            मुंबई          | मुंबई          | मुंबई
            كِتَاب         | كتاب         | كتاب
            أ            | أ            | ا
            🚀           | 🚀           | 🚀
            """)
    void formsShouldBeExactThenBase(String word, String exact, String base) {
        assertThat(Folding.exact(word)).isEqualTo(exact);
        assertThat(Folding.base(exact)).isEqualTo(base);
    }

    @Test
    void formsShouldStayWhatTheyAreWhenTheyAreFoldedAgain() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.isDefined(c) && Character.getType(c) != Character.SURROGATE) {
                String exact = Folding.exact(Character.toString(c));
                String base = Folding.base(exact);
                assertThat(Folding.exact(exact)).as("%x", c).isEqualTo(exact);
                assertThat(Folding.base(base)).as("%x", c).isEqualTo(base);
                assertThat(Folding.exact(base)).as("%x", c).isEqualTo(base);
            }
        }
    }

    /** PostgreSQL leaves texts out by it that have none of these characters. */
    @Test
    void foldedCharactersShouldBeAllThatAreNotTheirOwnBaseInLowerCase() {
        String folded = FoldedCharacters.EXPRESSION;

        for (String other : new String[] {
            "é",
            "Ł",
            "ß",
            "ς",
            "ı",
            "ﬁ",
            "Ａ",
            "＿",
            "²",
            "™",
            "\u00ad",
            "\u0301",
            "ـ",
            "أ",
            "\u1100",
            "\ud835\udc00",
            "й",
            "٣",
            "\u3099"
        }) {
            assertThat(other).as(other).matches(folded);
        }
        for (String same : new String[] {"a", "Z", "п", "П", "ω", "東", "ガ", "서", "ا", "ש", "’", "—", "…", "🚀", "€"}) {
            assertThat(same).as(same).doesNotMatch(folded);
        }
    }
}
