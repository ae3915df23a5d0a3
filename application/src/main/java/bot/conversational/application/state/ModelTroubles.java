package bot.conversational.application.state;

import java.util.List;
import java.util.Map;

/** How each model of the configuration does, as this node saw it since its start; no model is asked. */
@FunctionalInterface
public interface ModelTroubles {

    /** Whether calls go through: at {@code HALF_OPEN} the next one does, to try. */
    enum Breaker {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /**
     * One model.
     *
     * @param failures failed attempts by the kind of failure; kinds that did not occur are left out
     */
    record ModelTrouble(String model, Breaker breaker, Map<String, Long> failures) {}

    /** Of all models, the default one first. */
    List<ModelTrouble> all();
}
