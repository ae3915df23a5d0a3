package bot.conversational.adapters.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.shared.DomainException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalEmbeddingModelTest {

    @ParameterizedTest
    @EnumSource(LocalModel.class)
    void queryShouldBeNearerToWhatMeansTheSame(LocalModel which) {
        try (LocalEmbeddingModel model = new LocalEmbeddingModel(which, Runnable::run)) {
            List<Embedding> passages = model.passages(List.of(
                    "My bicycle has a flat tyre, and the pump is broken.",
                    "The recipe needs two eggs, flour and a pinch of salt.",
                    "Which planets have rings?"));
            Embedding query = model.query("How do I fix a puncture?");

            assertThat(passages).hasSize(3).allMatch(it -> it.dimensions() == 384);
            assertThat(query.cosine(passages.getFirst()))
                    .isGreaterThan(query.cosine(passages.get(1)) + 0.05)
                    .isGreaterThan(query.cosine(passages.get(2)) + 0.05);
            assertThat(query.cosine(query)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void vectorOfATextShouldBeItsOwn() {
        try (LocalEmbeddingModel model = new LocalEmbeddingModel(LocalModel.MINI_LM, Runnable::run)) {
            String longText = "a long story about a small village and its people ".repeat(60);
            List<String> texts =
                    List.of(longText, "a short one", longText + "!", "", "hello there", "another short one");

            List<Embedding> together = model.passages(texts);

            for (int i = 0; i < texts.size(); i++) {
                Embedding alone = model.passages(List.of(texts.get(i))).getFirst();
                assertThat(together.get(i)).as(texts.get(i)).isEqualTo(alone);
            }
        }
    }

    @Test
    void callsShouldBeRefusedWhileTheModelLoads() {
        try (LocalEmbeddingModel model = new LocalEmbeddingModel(LocalModel.MINI_LM, never -> {})) {
            assertThatThrownBy(() -> model.query("now")).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> model.passages(List.of("now"))).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    @Test
    void callsShouldBeRefusedOnceItIsClosed() {
        LocalEmbeddingModel model = new LocalEmbeddingModel(LocalModel.MINI_LM, Runnable::run);
        model.close();
        model.close();

        assertThatThrownBy(() -> model.query("now")).isInstanceOf(DomainException.Unavailable.class);
    }
}
