package bot.conversational.domain.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bot.conversational.domain.search.evaluation.Relevance.Judged;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelevanceTest {

    @Test
    void ofShouldBeOneWhenTheBestComesFirst() {
        Relevance relevance = Relevance.of(List.of(new Judged(List.of("a", "b", "x"), Map.of("a", 2, "b", 1))));

        assertThat(relevance).isEqualTo(new Relevance(1, 1, 1, 1, 1));
    }

    @Test
    void ofShouldDiscountByPlaceAndGrade() {
        // DCG = 1/log2(3) + 2/log2(5), ideal = 2/log2(2) + 1/log2(3)
        Relevance relevance =
                Relevance.of(List.of(new Judged(List.of("x", "b", "y", "a"), Map.of("a", 2, "b", 1, "z", 0))));

        assertThat(relevance.ndcg10()).isCloseTo((0.63093 + 0.86135) / 2.63093, within(1e-4));
        assertThat(relevance.mrr()).isEqualTo(0.5);
        assertThat(relevance.success3()).isEqualTo(1);
    }

    @Test
    void ofShouldLookAtTenAHundredAndThree() {
        List<String> found =
                IntStream.rangeClosed(1, 150).mapToObj(i -> "d" + i).toList();
        Relevance relevance = Relevance.of(List.of(
                new Judged(found, Map.of("d11", 1, "d100", 1, "d101", 1, "absent", 1)),
                new Judged(found, Map.of("d4", 0)),
                new Judged(List.of(), Map.of("a", 1))));

        assertThat(relevance.queries()).isEqualTo(2);
        assertThat(relevance.ndcg10()).isZero();
        assertThat(relevance.recall100()).isEqualTo(0.25);
        assertThat(relevance.mrr()).isCloseTo(1 / 22.0, within(1e-9));
        assertThat(relevance.success3()).isZero();
    }

    @Test
    void ofShouldBeZeroWithoutJudgements() {
        assertThat(Relevance.of(List.of())).isEqualTo(new Relevance(0, 0, 0, 0, 0));
    }
}
