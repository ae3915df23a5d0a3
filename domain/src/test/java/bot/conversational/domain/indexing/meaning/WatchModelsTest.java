package bot.conversational.domain.indexing.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.meaning.GivenModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchModelsTest {

    private static final String OLD = "old";
    private static final String NEW = "new";

    private final GivenModels models = new GivenModels(new HashedEmbeddings(NEW));
    private final Noted formers = new Noted();
    private final WatchModels watch = new WatchModels(formers, models);

    /** Remembers what was called. */
    private static final class Noted implements FormerModels {

        private final List<String> calls = new ArrayList<>();
        private List<Former> all = List.of();
        private int searchers;
        private int left;

        @Override
        public void want(String model) {
            calls.add("want " + model);
        }

        @Override
        public List<Former> all(String wanted) {
            return all;
        }

        @Override
        public boolean leaveSearchers(String wanted) {
            calls.add("leave");
            return searchers-- > 0;
        }

        @Override
        public List<Change> needing(String former, String wanted, List<Change> changes) {
            return changes;
        }

        @Override
        public void giveUp(String wanted) {
            calls.add("give up");
        }

        @Override
        public boolean deleteSome() {
            return left-- > 0;
        }
    }

    private void former(boolean needed, boolean elsewhere) {
        formers.all = List.of(new FormerModels.Former(OLD, 64, needed, elsewhere));
    }

    @Test
    void oneModelAloneShouldCostNoMoreThanItsNote() {
        models.add(new HashedEmbeddings(OLD));

        assertThat(watch.runOnce()).isFalse();

        assertThat(formers.calls).containsExactly("want new");
        assertThat(watch.needed()).isEmpty();
        assertThat(models.loaded()).isEmpty();
    }

    @Test
    void formerModelShouldBeLoadedWhenItIsNeededAndKeptWhileItsVectorsAreThere() {
        models.add(new HashedEmbeddings(OLD));
        former(false, false);
        watch.runOnce();
        assertThat(models.loaded()).isEmpty();

        former(true, false);
        watch.runOnce();
        assertThat(watch.needed()).hasSize(1);
        assertThat(models.loaded()).containsExactly(OLD);

        former(false, false);
        watch.runOnce();
        assertThat(watch.needed()).isEmpty();
        assertThat(models.loaded()).containsExactly(OLD);

        formers.all = List.of();
        watch.runOnce();
        assertThat(models.loaded()).isEmpty();
    }

    @Test
    void formerModelThatThisNodeCannotUseShouldNotBeFollowed() {
        former(true, false);
        watch.runOnce();

        assertThat(watch.needed()).isEmpty();
        assertThat(formers.calls).contains("give up");
    }

    @Test
    void searchersShouldBeLeftForFillingOnceUnlessThereMayBeNewOnes() {
        former(true, false);
        formers.searchers = 1;
        assertThat(watch.runOnce()).as("there may be more").isTrue();
        assertThat(watch.runOnce()).isFalse();
        formers.calls.clear();
        watch.runOnce();
        assertThat(formers.calls).doesNotContain("leave");

        former(true, true);
        watch.runOnce();
        assertThat(formers.calls).contains("leave");
    }

    @Test
    void whatIsLeftShouldBeDeletedAtOnceWhileThereIsMore() {
        formers.left = 1;

        assertThat(watch.runOnce()).isTrue();
        assertThat(watch.runOnce()).isFalse();
    }
}
