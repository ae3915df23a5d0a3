package bot.conversational.adapters.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalModelsTest {

    private static final String BGE = LocalModel.BGE_SMALL.label();

    /** What was begun to be loaded, and is not. */
    private final List<Runnable> begun = new ArrayList<>();

    @Test
    void formerModelShouldBeLoadedOnceItIsNeededAndOnlyThen() {
        try (LocalModels models = new LocalModels(LocalModel.MINI_LM, begun::add)) {
            assertThat(models.wanted().name()).isEqualTo(LocalModel.MINI_LM.label());
            assertThat(begun).hasSize(1);

            assertThat(models.former(BGE, 384)).map(CalibratedModel::name).contains(BGE);
            assertThat(models.former(BGE, 384)).isPresent();
            assertThat(begun).hasSize(2);

            models.keepOnly(Set.of(BGE));
            models.former(BGE, 384);
            assertThat(begun).hasSize(2);
            models.keepOnly(Set.of());
            models.former(BGE, 384);
            assertThat(begun).as("let go, and needed again").hasSize(3);
            models.wanted();
            assertThat(begun).hasSize(3);
        }
    }

    @Test
    void modelOfAnotherNameShouldNotBeUsable() {
        try (LocalModels models = new LocalModels(LocalModel.MINI_LM, begun::add)) {
            assertThat(models.former("text-embedding-3-small", 1_024)).isEmpty();
        }
    }

    @Test
    void modelThatIsLetGoWhileItLoadsShouldBeClosedThen() {
        try (LocalModels models = new LocalModels(LocalModel.MINI_LM, begun::add)) {
            CalibratedModel wanted = models.wanted();
            models.close();
            begun.getFirst().run();

            assertThatThrownBy(() -> wanted.model().query("now")).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    @Test
    void calibrationShouldBeTheModels() {
        try (LocalModels models = new LocalModels(LocalModel.MINI_LM, begun::add)) {
            assertThat(models.wanted().calibration()).isEqualTo(LocalModel.MINI_LM.calibration());
            assertThat(models.former(BGE, 384))
                    .map(CalibratedModel::calibration)
                    .contains(LocalModel.BGE_SMALL.calibration());
            assertThat(LocalModel.BGE_SMALL.calibration()).isNotEqualTo(LocalModel.MINI_LM.calibration());
        }
    }
}
