package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The lines of one answer, from the thread that makes it to those that read it. */
final class CompletionLog {

    private final boolean keeps;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private List<String> lines = new ArrayList<>();
    private int gone;
    private boolean ended;
    private @Nullable DomainException failure;

    /** @param keeps whether lines stay for further readers; else the one reader takes them away */
    CompletionLog(boolean keeps) {
        this.keeps = keeps;
    }

    void add(List<String> more) {
        if (!more.isEmpty()) {
            change(() -> lines.addAll(more));
        }
    }

    /** All of it is there. */
    void end() {
        change(() -> ended = true);
    }

    /** Nothing more comes, and what is there is not all. */
    void fail(DomainException why) {
        change(() -> {
            if (!ended) {
                failure = why;
                ended = true;
            }
        });
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

    /** What there is from a line on; waits for it at most so long. */
    Step next(int from, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (from >= gone + lines.size() && !ended && left > 0) {
                left = news.awaitNanos(left);
            }
            if (from < gone + lines.size()) {
                return new Step.More(taken(from));
            }
            return ended ? new Step.Ended(Optional.ofNullable(failure)) : new Step.Silence();
        } finally {
            lock.unlock();
        }
    }

    private List<String> taken(int from) {
        List<String> taken = List.copyOf(lines.subList(from - gone, lines.size()));
        if (!keeps) {
            gone += lines.size();
            lines = new ArrayList<>();
        }
        return taken;
    }
}
