package bot.conversational.domain.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RarityTest {

    private static final Sought THREE = Sought.of(QueryText.parse("one two three two"));

    @Test
    void ofShouldWeighRareWordsMore() {
        assertThat(Rarity.of(List.of(0L, 1L, 500L, 1_000L), 1_000).weights()).isEqualTo(List.of(38, 33, 3, 1));
        assertThat(Rarity.of(List.of(0L), Long.MAX_VALUE).weights()).containsExactly(63);
        assertThat(Rarity.of(List.of(9L), 3).weights())
                .as("counted at another moment")
                .containsExactly(1);
    }

    @Test
    void parseShouldReadTheLettersOfTheSameQueryOnly() {
        Rarity rarity = new Rarity(List.of(1, 30, 63));

        assertThat(Rarity.parse(rarity.letters(), THREE)).contains(rarity);
        for (String other : List.of("", "11", "1111", "110", "11 ", "11p", "11é")) {
            assertThat(Rarity.parse(other, THREE)).as(other).isEmpty();
        }
    }

    @Test
    void scoresShouldBeExactInAFloatWhateverTheQueryIs() {
        Sought sought = Sought.of(QueryText.parse("a b c d e f g h i j k l m n o p q r s t u v w x y z "
                + "A1 B1 C1 D1 E1 F1 G1 H1 I1 J1 K1 L1 M1 N1 O1 P1 Q1 R1 S1 T1 U1 V1 W1 X1 Y1 Z1 "
                + "a2 b2 c2 d2 e2 f2 g2 h2 i2 j2 k2 l2"));
        Fit best = new Fit(Collections.nCopies(64, Fit.EXACT + 2 * Fit.REPEATED), 0, 255);

        assertThat(sought.words()).hasSize(64);
        assertThat(best.score(new Rarity(Collections.nCopies(64, 63)))).isLessThan(1 << 24);
    }
}
