package bot.conversational.domain.chat.completion;

/** Counts answers for operators: never blocks, never fails. */
public interface CompletionMetrics {

    /** How a call was served. */
    enum Outcome {
        COMPLETED,
        FAILED,
        /** Its reader left, or the node ended. */
        STOPPED,
        /** The answer was known. */
        CACHED,
        /** An earlier call with its key has made the answer, or makes it. */
        REPLAYED
    }

    CompletionMetrics NONE = outcome -> {};

    void served(Outcome outcome);
}
