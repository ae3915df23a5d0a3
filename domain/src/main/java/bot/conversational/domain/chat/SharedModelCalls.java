package bot.conversational.domain.chat;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets equal prompts of a user's that run at the same time on this node share one call of the model. The call ends early
 * only when all who share it have stopped.
 */
final class SharedModelCalls {

    private record Key(UserId user, Prompt prompt) {}

    private final LanguageModel model;
    private final Executor threads;
    private final Map<Key, Call> calls = new HashMap<>();

    SharedModelCalls(LanguageModel model, Executor threads) {
        this.model = model;
        this.threads = threads;
    }

    /**
     * As {@link LanguageModel#generate}. When a call fails before its first piece of text, those who joined it try once
     * more, together; later than that it has failed for all, because what was passed on cannot be taken back.
     */
    Completion generate(UserId user, Prompt prompt, Consumer<String> deltas, StopSignal stop) {
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
                if (!joined || !mayTryAgain || call.size() > 0) {
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
            Completion completion = model.generate(key.prompt(), call::append, call.stop);
            over(key, call);
            call.complete(completion);
        } catch (DomainException failure) {
            over(key, call);
            call.fail(failure);
        } catch (RuntimeException mistake) {
            over(key, call);
            call.fail(new DomainException.Broken("The language model's adapter failed.", mistake));
        }
    }

    /** Who comes now asks anew. */
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

    /** One call of the model and what it has said so far. */
    private static final class Call {

        private final StopSignal stop = new StopSignal();
        private final StringBuilder text = new StringBuilder();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private @Nullable Completion completion;
        private @Nullable DomainException failure;

        /** Guarded by the map of calls. */
        private int members;

        void append(String delta) {
            change(() -> text.append(delta));
        }

        void complete(Completion whole) {
            change(() -> completion = whole);
        }

        void fail(DomainException why) {
            change(() -> failure = why);
        }

        int size() {
            lock.lock();
            try {
                return text.length();
            } finally {
                lock.unlock();
            }
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

        Completion read(Consumer<String> deltas, StopSignal stopped) {
            stopped.onStop(() -> change(() -> {}));
            StringBuilder soFar = new StringBuilder();
            while (true) {
                String delta;
                @Nullable Completion whole;
                @Nullable DomainException why;
                lock.lock();
                try {
                    while (text.length() == soFar.length() && !over() && !stopped.stopped()) {
                        news.await();
                    }
                    delta = stopped.stopped() ? "" : text.substring(soFar.length());
                    whole = completion;
                    why = failure;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new DomainException.Unavailable("The node is going away.", e);
                } finally {
                    lock.unlock();
                }
                if (!delta.isEmpty()) {
                    soFar.append(delta);
                    deltas.accept(delta);
                } else if (stopped.stopped()) {
                    return new Completion(soFar.toString(), "", Optional.empty(), true);
                } else if (whole != null) {
                    return whole;
                } else if (why != null) {
                    throw why;
                }
            }
        }

        private boolean over() {
            return completion != null || failure != null;
        }
    }
}
