package bot.conversational.domain.search.evaluation;

import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.search.meaning.CalibratedModels;
import java.util.Optional;
import java.util.Set;

/** The model that is measured, and no other. */
public record OneModel(CalibratedModel wanted) implements CalibratedModels {

    @Override
    public Optional<CalibratedModel> former(String name, int dimensions) {
        return Optional.empty();
    }

    @Override
    public void keepOnly(Set<String> formers) {
        // There are none.
    }
}
