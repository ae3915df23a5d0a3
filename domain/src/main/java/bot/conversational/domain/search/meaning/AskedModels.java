package bot.conversational.domain.search.meaning;

import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.search.meaning.VectorSearch.Former;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Which model a user's search by meaning asks: the wanted one if the user is filled in it. Otherwise the last former one
 * that the user is filled in and this node can use, since all of the user's messages are found by it. If there is none,
 * the wanted one as far as it is filled.
 */
public final class AskedModels {

    private final CalibratedModels models;
    private final VectorSearch vectors;

    /**
     * What a search compares with.
     *
     * @param whole whether all of the user's messages have vectors of this model
     */
    record Asked(CalibratedModel with, Embedding query, boolean whole) {

        String name() {
            return with.name();
        }

        Calibration calibration() {
            return with.calibration();
        }
    }

    public AskedModels(CalibratedModels models, VectorSearch vectors) {
        this.models = models;
        this.vectors = vectors;
    }

    CalibratedModel wanted() {
        return models.wanted();
    }

    /**
     * Asks for the beginning of a list. A former model that fails is passed over.
     *
     * @throws DomainException.Unavailable when the wanted model is asked and is unavailable, or the store is
     */
    Asked ask(UserId user, String text) {
        CalibratedModel wanted = models.wanted();
        if (vectors.filled(user, wanted.name())) {
            return asked(wanted, text, true);
        }
        for (CalibratedModel former : filled(user)) {
            try {
                return asked(former, text, true);
            } catch (DomainException.Unavailable | DomainException.Broken failed) {
                // The next one.
            }
        }
        return asked(wanted, text, false);
    }

    /**
     * Asks for more of a list, which the model that it began with has to give.
     *
     * @throws DomainException.Malformed when that model's vectors are gone, or this node cannot use it
     * @throws DomainException.Unavailable when the model or the store is unavailable
     */
    Asked askAgain(UserId user, String text, String name) {
        CalibratedModel wanted = models.wanted();
        if (name.equals(wanted.name())) {
            boolean whole = vectors.filled(user, name);
            return asked(wanted, text, whole);
        }
        CalibratedModel former = vectors.formers(user, wanted.name()).stream()
                .filter(it -> it.model().equals(name))
                .findFirst()
                .flatMap(it -> models.former(name, it.dimensions()))
                .orElseThrow(() -> new DomainException.Malformed("cursor is not from this search"));
        return asked(former, text, true);
    }

    private static Asked asked(CalibratedModel model, String text, boolean whole) {
        return new Asked(model, model.model().query(text), whole);
    }

    /** The model to compare the user's vectors of with each other. */
    CalibratedModel choose(UserId user) {
        CalibratedModel wanted = models.wanted();
        return vectors.filled(user, wanted.name())
                ? wanted
                : filled(user).stream().findFirst().orElse(wanted);
    }

    private List<CalibratedModel> filled(UserId user) {
        return vectors.formers(user, models.wanted().name()).stream()
                .filter(Former::filled)
                .map(it -> models.former(it.model(), it.dimensions()))
                .flatMap(Optional::stream)
                .toList();
    }
}
