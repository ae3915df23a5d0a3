package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A turn that this node generates. One thread writes. Readers come and go, each with an offset of its own, without
 * effect on the generation.
 */
public final class LiveTurn {

    private final UserId user;
    private final Intent intent;
    private final Message question;
    private final Message generating;
    private final long began = System.nanoTime();
    private final AnswerLog log = new AnswerLog();
    private final Cancellation stop = new Cancellation();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition over = lock.newCondition();
    private volatile MessageStatus whenStopped = MessageStatus.STOPPED;
    private volatile TurnReader.Step.@Nullable Ended ended;
    private volatile @Nullable DomainException lost;
    private volatile @Nullable Long readersLeave;
    private final Map<Watermark, Long> saved = new ConcurrentHashMap<>();

    /** @param key of the client's intent */
    public LiveTurn(UserId user, Message question, Message generating, Optional<IdempotencyKey> key) {
        this.user = user;
        this.intent = Intent.of(key, generating.id());
        this.question = question;
        this.generating = generating;
    }

    public UserId user() {
        return user;
    }

    Intent intent() {
        return intent;
    }

    public MessageId id() {
        return generating.id();
    }

    public ConversationId conversation() {
        return generating.conversationId();
    }

    public AnswerLog log() {
        return log;
    }

    public Cancellation cancellation() {
        return stop;
    }

    public boolean olderThan(Duration age) {
        return age().compareTo(age) > 0;
    }

    /** How long ago it began. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * The next piece of the log that is not saved in a place yet; empty when everything is.
     *
     * @param longest in code points
     */
    public Optional<LiveTextStore.Delta> unsaved(Watermark mark, int longest) {
        long start = saved(mark);
        return log.size() > start
                ? Optional.of(new LiveTextStore.Delta(user, id(), start, Text.cut(log.from(start), longest)))
                : Optional.empty();
    }

    /** How many bytes of the log are saved in a place. */
    public long saved(Watermark mark) {
        return saved.getOrDefault(mark, 0L);
    }

    /** Notes how many bytes of the log are saved in a place: fewer than before when the place has lost some. */
    public void saved(Watermark mark, long bytes) {
        saved.put(mark, bytes);
    }

    public void append(Delta delta) {
        log.append(delta);
        signal();
    }

    /** Ends the generation early; its answer then has this status. The first one to stop it decides. */
    public void stop(MessageStatus status) {
        lock.lock();
        try {
            if (!stop.stopped()) {
                whenStopped = status;
            }
        } finally {
            lock.unlock();
        }
        stop.stop();
    }

    public MessageStatus whenStopped() {
        return whenStopped;
    }

    /** Notifies the readers that the answer is final and durable. */
    public void end(Message answer, Optional<DomainException> failure) {
        ended = new TurnReader.Step.Ended(answer, failure);
        signalEnd();
    }

    /**
     * Lets readers wait for the end until then at most, because the store is away. The turn goes on, and who asks again
     * joins it.
     *
     * @param nanoTime of {@link System#nanoTime}; the first call decides
     */
    public void keepReadersUntil(long nanoTime) {
        if (readersLeave == null) {
            readersLeave = nanoTime;
            signalEnd();
        }
    }

    /** Notifies the readers that the end is unknown. */
    public void lose(DomainException why) {
        lost = why;
        signalEnd();
    }

    /**
     * Reads from a place on.
     *
     * @throws DomainException.Malformed when the answer has no such place yet: nobody has seen more of it than this node
     */
    public TurnReader reader(Place from, boolean replayed) {
        AnswerLogReader reader = log.reader(from);
        if (!reader.began()) {
            reader.feed(log.from(reader.offset()));
        }
        if (!reader.began()) {
            throw AnswerLogReader.nowhere();
        }
        return new Reader(reader, replayed);
    }

    private void signal() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** To those who read and those who only wait for it. */
    private void signalEnd() {
        lock.lock();
        try {
            news.signalAll();
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Reader implements TurnReader {

        private final AnswerLogReader reader;
        private final boolean replayed;

        Reader(AnswerLogReader reader, boolean replayed) {
            this.reader = reader;
            this.replayed = replayed;
        }

        @Override
        public Message question() {
            return question;
        }

        @Override
        public Message generating() {
            return generating;
        }

        @Override
        public boolean replayed() {
            return replayed;
        }

        @Override
        public Step next(Duration patience) {
            Optional<Step> read = piece();
            if (read.isPresent()) {
                return read.get();
            }
            long left = Math.min(patience.toNanos(), stay());
            lock.lock();
            try {
                long until = System.nanoTime() + left;
                while (left > 0 && log.size() <= reader.offset() && ended == null && lost == null) {
                    news.awaitNanos(left);
                    left = Math.min(until - System.nanoTime(), stay());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DomainException.Unavailable("The node is shutting down.", e);
            } finally {
                lock.unlock();
            }
            return step();
        }

        /** Sleeps through all of the answer. */
        @Override
        public Exchange await() {
            lock.lock();
            try {
                long left = stay();
                while (left > 0 && ended == null && lost == null) {
                    if (left == Long.MAX_VALUE) {
                        over.await();
                    } else {
                        over.awaitNanos(left);
                    }
                    left = stay();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DomainException.Unavailable("The node is shutting down.", e);
            } finally {
                lock.unlock();
            }
            return TurnReader.super.await();
        }

        private Step step() {
            Step.Ended end = ended;
            DomainException why = lost;
            reader.feed(log.from(reader.offset()));
            Optional<Step> piece = piece();
            if (piece.isPresent()) {
                return piece.get();
            }
            if (end != null) {
                return end;
            }
            if (why != null) {
                throw why;
            }
            if (stay() <= 0) {
                throw new DomainException.Unavailable("The answer could not be stored in time.", null);
            }
            return new Step.Silence();
        }

        /** Nanoseconds that a reader may still wait; the most there are while the end is not late. */
        private long stay() {
            @Nullable Long leave = readersLeave;
            return leave == null ? Long.MAX_VALUE : leave - System.nanoTime();
        }

        private Optional<Step> piece() {
            return reader.next().map(Step.More::new);
        }
    }

    /** For waiting in tests and logs, never a text. */
    @Override
    public String toString() {
        return "LiveTurn[" + id() + ", " + age().toMillis() + " ms]";
    }
}
