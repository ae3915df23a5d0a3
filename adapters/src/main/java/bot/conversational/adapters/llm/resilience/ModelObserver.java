package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.FailureKind;

/** Observes calls of models. Names of models are those of the configuration. Safe for many threads. */
public interface ModelObserver {

    /** A try failed, or was not made because of the breaker. */
    void failed(String model, FailureKind kind);

    /** The model is asked again. */
    void retried(String model);

    /** Another model is asked in its place. */
    void fellBack(String model, String other);
}
