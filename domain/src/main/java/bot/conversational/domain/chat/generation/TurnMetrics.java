package bot.conversational.domain.chat.generation;

import bot.conversational.domain.conversation.MessageStatus;
import java.time.Duration;

/** Counts what operators want to know of turns. Called on the threads of turns: never blocks, never fails. */
public interface TurnMetrics {

    /** An answer came from the response cache. */
    void answeredFromCache();

    /** A model's first piece of text came so long after it was asked. */
    void firstText(Duration wait);

    /**
     * A generation is over.
     *
     * @param tokens of its answer
     */
    void ended(MessageStatus status, Duration generating, int tokens);

    /** An orphaned turn was found. */
    void orphanFound();

    /** An orphaned turn could not be ended, and waits so that the others need not. */
    void orphanSetAside();

    /** Counts nothing. */
    TurnMetrics NONE = new TurnMetrics() {
        @Override
        public void answeredFromCache() {}

        @Override
        public void firstText(Duration wait) {}

        @Override
        public void ended(MessageStatus status, Duration generating, int tokens) {}

        @Override
        public void orphanFound() {}

        @Override
        public void orphanSetAside() {}
    };
}
