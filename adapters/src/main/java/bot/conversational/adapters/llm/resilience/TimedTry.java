package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.resilience.ModelObserver.Outcome;
import bot.conversational.adapters.llm.resilience.ModelObserver.Tries;
import bot.conversational.domain.llm.Completion;

/** The times of one try of a model, which begins now. For the thread that reads the answer. */
final class TimedTry {

    private final Tries tries;
    private final long began = System.nanoTime();
    private long newest;
    private boolean heard;
    private Outcome outcome = Outcome.FAILED;

    TimedTry(Tries tries) {
        this.tries = tries;
    }

    /** A piece of the answer came. */
    void piece() {
        long now = System.nanoTime();
        if (heard) {
            tries.went(now - newest);
        } else {
            heard = true;
            tries.began(now - began);
        }
        newest = now;
    }

    /** The answer is whole, or nobody wants the rest. */
    void completed(Completion completion) {
        outcome = completion.stopped() ? Outcome.STOPPED : Outcome.COMPLETED;
        completion.usage().ifPresent(tries::used);
    }

    /** Without a completion it has failed. */
    void ended() {
        tries.ended(outcome, System.nanoTime() - began);
    }
}
