package bot.conversational.domain.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.meaning.AskedModels;
import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.search.meaning.Calibration;
import bot.conversational.domain.search.meaning.HybridMessageSearch;
import bot.conversational.domain.search.meaning.SemanticMessageSearch;
import bot.conversational.domain.shared.CountingIdSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluateSearchTest {

    private static final Document CELLS = new Document("d1", "biology", MessageRole.USER, "cells and genes");
    private static final Document GENES = new Document("d2", "biology", MessageRole.ASSISTANT, "genes again");
    private static final Document LONG = new Document("d3", "else", MessageRole.USER, "x".repeat(40_000));

    private final InMemoryMessageIndex index = new InMemoryMessageIndex();
    private final HashedEmbeddings model = new HashedEmbeddings("hashed");
    private final DocumentVectors vectors = new DocumentVectors(model);

    private EvaluateSearch evaluation() {
        return new EvaluateSearch(index, index, Optional.of(vectors), new CountingIdSource());
    }

    @Test
    void foundShouldBeDocumentsByTheirWordsAndCloseShouldLeaveNothing() {
        EvaluateSearch evaluation = evaluation();
        try (evaluation) {
            evaluation.add(List.of(CELLS, GENES, LONG));

            assertThat(evaluation.findable()).isEqualTo(3);
            assertThat(evaluation.found(index, "\"cells\" -and* genes")).containsExactly(CELLS, GENES);
            assertThat(evaluation.found(index, "genes")).containsExactlyInAnyOrder(CELLS, GENES);
            assertThat(evaluation.found(index, "w ".repeat(100))).isEmpty();
        }
        assertThat(evaluation.findable()).isZero();
    }

    @Test
    void foundShouldBeDocumentsByTheirMeaning() {
        AskedModels models =
                new AskedModels(new OneModel(new CalibratedModel(model, new Calibration(0, 0.5))), vectors);
        MessageSearch semantic = new SemanticMessageSearch(models, vectors);
        MessageSearch hybrid = new HybridMessageSearch(index, vectors, models, Runnable::run);
        try (EvaluateSearch evaluation = evaluation()) {
            evaluation.add(List.of(LONG, GENES, CELLS));

            assertThat(evaluation.found(semantic, "genes and cells").getFirst()).isEqualTo(CELLS);
            assertThat(evaluation.found(hybrid, "genes again")).startsWith(GENES, CELLS);
        }
    }

    @Test
    void rememberedShouldBeNeitherTheRarestNorWhatIsEverywhere() {
        Document wanted = new Document("w", "w", MessageRole.USER, "Zanzibar sails ports often with them");
        RememberedWords remembered = new RememberedWords(List.of(
                wanted,
                new Document("1", "1", MessageRole.USER, "sails ports often with them"),
                new Document("2", "2", MessageRole.USER, "ports often with them"),
                new Document("3", "3", MessageRole.USER, "often with them")));

        assertThat(remembered.of(wanted, 2)).containsExactly("ports", "often");
        assertThat(remembered.of(new Document("none", "none", MessageRole.USER, "a b"), 2))
                .isEmpty();
    }
}
