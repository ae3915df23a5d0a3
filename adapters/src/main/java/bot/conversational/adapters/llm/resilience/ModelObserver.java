package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.domain.llm.TokenUsage;

/** Observes calls of models. Names of models are those of the configuration. Safe for many threads. */
public interface ModelObserver {

    /** A try failed, or was not made because of the breaker. */
    void failed(String model, FailureKind kind);

    /** The model is asked again. */
    void retried(String model);

    /** Another model is asked in its place. */
    void fellBack(String model, String other);

    /** Where the tries of a model that were made are told; asked for once a model. */
    Tries tries(String model);

    /** The tries of one model, with their times in nanoseconds. */
    interface Tries {

        /** The first piece of an answer came, so long after the model was asked. */
        void began(long nanos);

        /** Another piece came, so long after the one before. */
        void went(long nanos);

        /** A try is over. */
        void ended(Outcome outcome, long nanos);

        /** The provider counted tokens. */
        void used(TokenUsage usage);
    }

    /** How a try ended. */
    enum Outcome {
        COMPLETED,
        /** Nobody wanted the rest. */
        STOPPED,
        FAILED
    }
}
