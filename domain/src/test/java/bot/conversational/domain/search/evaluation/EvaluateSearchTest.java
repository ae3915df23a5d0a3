package bot.conversational.domain.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.shared.CountingIdSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluateSearchTest {

    private final InMemoryMessageIndex index = new InMemoryMessageIndex();

    @Test
    void foundShouldTellDocumentsByTheirIdsAndCloseShouldLeaveNothing() {
        EvaluateSearch evaluation = new EvaluateSearch(index, index, new CountingIdSource());
        try (evaluation) {
            evaluation.add(Map.of("d1", "cells and genes", "d2", "genes", "d3", "x".repeat(40_000)));

            assertThat(evaluation.findable()).isEqualTo(3);
            assertThat(evaluation.found("\"cells\" -and* genes")).containsExactly("d1", "d2");
            assertThat(evaluation.found("genes")).containsExactlyInAnyOrder("d1", "d2");
            assertThat(evaluation.found("w ".repeat(100))).isEmpty();
        }
        assertThat(evaluation.findable()).isZero();
    }
}
