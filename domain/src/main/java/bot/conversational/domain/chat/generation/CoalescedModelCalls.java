package bot.conversational.domain.chat.generation;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets equal prompts of a user's that run at the same time on this node share one call of the model. The call ends
 * early only when all who share it have stopped.
 */
final class CoalescedModelCalls {

    private record Key(UserId user, Prompt prompt) {}

    /** Asks a model on behalf of a user, as {@link bot.conversational.domain.llm.LanguageModel#generate}. */
    interface Asking {
        Completion generate(UserId user, Prompt prompt, Consumer<Delta> deltas, Cancellation stop);
    }

    private final Asking model;
    private final Executor threads;
    private final Map<Key, Call> calls = new HashMap<>();

    CoalescedModelCalls(Asking model, Executor threads) {
        this.model = model;
        this.threads = threads;
    }

    /**
     * As {@link Asking#generate}. When a call fails before its first piece of text, the callers that joined it
     * try once more, together. Later the failure is for all, because text that was passed on cannot be taken back.
     */
    Completion generate(UserId user, Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        Key key = new Key(user, prompt);
        boolean mayTryAgain = true;
        while (true) {
            Call call;
            boolean joined;
            synchronized (calls) {
                @Nullable Call running = calls.get(key);
                joined = running != null;
                call = running == null ? new Call() : running;
                call.members++;
                calls.put(key, call);
            }
            if (!joined) {
                threads.execute(() -> run(key, call));
            }
            try {
                return call.read(deltas, stop);
            } catch (DomainException failure) {
                if (!joined || !mayTryAgain || call.log.size() > 0) {
                    throw failure;
                }
                mayTryAgain = false;
            } finally {
                leave(key, call);
            }
        }
    }

    private void run(Key key, Call call) {
        try {
            Completion completion = model.generate(key.user(), key.prompt(), call::append, call.stop);
            over(key, call);
            call.complete(completion);
        } catch (DomainException failure) {
            over(key, call);
            call.fail(failure);
        } catch (RuntimeException | Error mistake) { // whatever it is, those who share the call must not wait for ever
            over(key, call);
            call.fail(new DomainException.Broken("The language model's adapter failed.", mistake));
            if (mistake instanceof Error error) {
                throw error;
            }
        }
    }

    /** Later callers start a new call. */
    private void over(Key key, Call call) {
        synchronized (calls) {
            calls.remove(key, call);
        }
    }

    private void leave(Key key, Call call) {
        boolean last;
        synchronized (calls) {
            last = --call.members == 0;
            if (last) {
                calls.remove(key, call);
            }
        }
        if (last) {
            call.stop.stop();
        }
    }

    /** One call of the model and its text so far. Its thread passes each piece of text to all callers that share it. */
    private static final class Call {

        private final Cancellation stop = new Cancellation();
        private final AnswerLog log = new AnswerLog();
        private final List<Consumer<Delta>> sharers = new ArrayList<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private @Nullable Completion completion;
        private @Nullable DomainException failure;

        /** Guarded by the map of calls. */
        private int members;

        void append(Delta delta) {
            lock.lock();
            try {
                log.append(delta);
                sharers.forEach(deltas -> deltas.accept(delta));
            } finally {
                lock.unlock();
            }
        }

        void complete(Completion whole) {
            change(() -> completion = whole);
        }

        void fail(DomainException why) {
            change(() -> failure = why);
        }

        private void change(Runnable how) {
            lock.lock();
            try {
                how.run();
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** @param deltas gets what came so far, and then each piece, until this returns; it must not wait */
        Completion read(Consumer<Delta> deltas, Cancellation stopped) {
            stopped.onStop(() -> change(() -> {}));
            lock.lock();
            try {
                log.replay(deltas);
                sharers.add(deltas);
                while (completion == null && failure == null && !stopped.stopped()) {
                    news.await();
                }
                return outcome(stopped);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DomainException.Unavailable("The node is shutting down.", e);
            } finally {
                sharers.remove(deltas);
                lock.unlock();
            }
        }

        private Completion outcome(Cancellation stopped) {
            Completion whole = completion;
            DomainException why = failure;
            if (!stopped.stopped() && whole != null) {
                return whole;
            }
            if (!stopped.stopped() && why != null) {
                throw why;
            }
            return Completion.stopped(log.content(), "");
        }
    }
}
