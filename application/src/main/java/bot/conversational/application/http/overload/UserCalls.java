package bot.conversational.application.http.overload;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one user has under way on a node, until the last byte of their answers is sent: a reader who does not
 * read holds a whole answer in memory. Further calls wait for a moment, in which those of a program that merely asks
 * much at once are done. A call that only waits for a model does not count; a stream counts among the streams.
 */
public final class UserCalls {

    private static final int CALLS = 8;

    /** For a hundred calls at once, which a user may make, on a machine that is short of time. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Beside those of answers that are being generated for the user. */
    private static final int FURTHER_STREAMS = 30;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int most;
    private final int mostStreams;
    private final Duration patience;
    private final Map<UserId, Places> users = new ConcurrentHashMap<>();
    private final ThreadLocal<@Nullable Call> current = new ThreadLocal<>();

    /** @param running answers that may be generated for a user at once, each of which may have a stream */
    public UserCalls(int running) {
        this(CALLS, running + FURTHER_STREAMS, PATIENCE);
    }

    /** @param patience how long a call waits for others of its user */
    UserCalls(int most, int mostStreams, Duration patience) {
        this.most = most;
        this.mostStreams = mostStreams;
        this.patience = patience;
    }

    /** Lets this thread serve a call, until {@link #leave}. */
    Call begin() {
        Call call = new Call();
        current.set(call);
        return call;
    }

    /** This thread serves the call no longer, which lasts until it ends. */
    void leave() {
        current.remove();
    }

    /**
     * Counts the call of this thread as the user's.
     *
     * @throws DomainException.LimitExceeded when too many of the user's are under way, and stay so for a while
     */
    public void enter(UserId user) {
        Call call = current.get();
        if (call != null) {
            call.enter(user);
        }
    }

    /** The call of this thread waits for a model from here on, and does not count. */
    public void pause() {
        Call call = current.get();
        if (call != null) {
            call.pause();
        }
    }

    /** It has what it waited for, and counts again: whatever else the user has under way. */
    public void resume() {
        Call call = current.get();
        if (call != null) {
            call.resume();
        }
    }

    /**
     * The call of this thread becomes a stream.
     *
     * @throws DomainException.LimitExceeded when the user has too many
     */
    public void stream() {
        Call call = current.get();
        if (call != null) {
            call.stream();
        }
    }

    private enum Kind {
        NOBODYS,
        COUNTED,
        PAUSED,
        STREAM
    }

    /** A call until its last byte. Threads take turns with it. */
    final class Call {

        private Kind kind = Kind.NOBODYS;
        private @Nullable UserId user;
        private @Nullable Places places;

        private void enter(UserId caller) {
            if (isEntered()) {
                return;
            }
            Places joined = join(caller);
            if (!joined.enter()) {
                part(caller);
                throw new DomainException.LimitExceeded("Too many calls of yours are under way.", RETRY_AFTER);
            }
            entered(caller, joined);
        }

        /** A call that counts as several is one nevertheless. */
        private synchronized boolean isEntered() {
            return places != null;
        }

        private synchronized void entered(UserId caller, Places joined) {
            kind = Kind.COUNTED;
            user = caller;
            places = joined;
        }

        private synchronized void pause() {
            if (places != null && kind == Kind.COUNTED) {
                places.leave();
                kind = Kind.PAUSED;
            }
        }

        private synchronized void resume() {
            if (places != null && kind == Kind.PAUSED) {
                places.enterAnyway();
                kind = Kind.COUNTED;
            }
        }

        private synchronized void stream() {
            if (places != null && kind == Kind.COUNTED) {
                if (!places.enterStream()) {
                    throw new DomainException.LimitExceeded("Too many streams of yours are open.", RETRY_AFTER);
                }
                places.leave();
                kind = Kind.STREAM;
            }
        }

        /** Its last byte is sent, or its reader has gone. */
        synchronized void end() {
            if (places != null && user != null) {
                if (kind == Kind.COUNTED) {
                    places.leave();
                } else if (kind == Kind.STREAM) {
                    places.leaveStream();
                }
                part(user);
                kind = Kind.NOBODYS;
                places = null;
            }
        }
    }

    private Places join(UserId user) {
        return users.compute(user, (same, known) -> {
            Places places = known == null ? new Places() : known;
            places.members++;
            return places;
        });
    }

    private void part(UserId user) {
        users.computeIfPresent(user, (same, places) -> --places.members == 0 ? null : places);
    }

    /** How many users have calls under way. */
    int users() {
        return users.size();
    }

    private final class Places {

        /** Calls and streams that know these places; changed within the map's own methods only. */
        private int members;

        private final ReentrantLock lock = new ReentrantLock(true);
        private final Condition free = lock.newCondition();
        private int calls;
        private int streams;

        boolean enter() {
            lock.lock();
            try {
                long left = patience.toNanos();
                while (calls >= most && left > 0) {
                    left = free.awaitNanos(left);
                }
                boolean room = calls < most;
                calls += room ? 1 : 0;
                return room;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }

        void enterAnyway() {
            lock.lock();
            calls++;
            lock.unlock();
        }

        void leave() {
            lock.lock();
            calls--;
            free.signal();
            lock.unlock();
        }

        boolean enterStream() {
            lock.lock();
            try {
                boolean room = streams < mostStreams;
                streams += room ? 1 : 0;
                return room;
            } finally {
                lock.unlock();
            }
        }

        void leaveStream() {
            lock.lock();
            streams--;
            lock.unlock();
        }
    }
}
