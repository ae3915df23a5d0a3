package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.ModelAttempt;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A model that is asked through its endpoint's breaker, and again while nothing of its answer has come. */
final class RetriedModel {

    private final String name;
    private final ModelAttempt model;
    private final EndpointBreaker breaker;
    private final RetryPolicy retries;
    private final ModelObserver observer;
    private final ModelObserver.Tries times;

    /** @param name in the configuration */
    RetriedModel(
            String name, ModelAttempt model, EndpointBreaker breaker, RetryPolicy retries, ModelObserver observer) {
        this.name = name;
        this.model = model;
        this.breaker = breaker;
        this.retries = retries;
        this.observer = observer;
        this.times = observer.tries(name);
    }

    EndpointBreaker.State state() {
        return breaker.state();
    }

    /** @throws ModelFailure the last one, when retries are used up or would not help */
    Completion answer(Prompt prompt, FirstDeltaGuard deltas, Cancellation stop, Deadline deadline) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt(prompt, deltas, stop, deadline.left());
            } catch (ModelFailure failure) {
                observer.failed(name, failure.kind());
                Duration pause = retries.pause(tries, failure, deadline.left())
                        .filter(any -> !deltas.began())
                        .orElseThrow(() -> failure);
                if (stoppedDuring(pause, stop)) {
                    return Completion.stopped(Content.NONE, name);
                }
                observer.retried(name);
            }
        }
    }

    private Completion attempt(Prompt prompt, FirstDeltaGuard deltas, Cancellation stop, Duration timeout) {
        EndpointBreaker.Admitted call = breaker.admit().orElseThrow(ModelFailures::breakerOpen);
        TimedTry timed = new TimedTry(times);
        try {
            Completion completion = model.attempt(
                    prompt,
                    delta -> {
                        call.began();
                        timed.piece();
                        deltas.accept(delta);
                    },
                    stop,
                    timeout);
            timed.completed(completion);
            if (!completion.stopped()) {
                call.completed();
            }
            return completion;
        } catch (ModelFailure failure) {
            call.failed(failure);
            throw failure;
        } finally {
            // Stopped, or failed by whom the deltas are for.
            call.endedOtherwise();
            timed.ended();
        }
    }

    private static boolean stoppedDuring(Duration pause, Cancellation stop) {
        CountDownLatch stopped = new CountDownLatch(1);
        stop.onStop(stopped::countDown);
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
