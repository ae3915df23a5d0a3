package bot.conversational.adapters.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection for many threads. Calls that arrive while it is busy go out together as soon as it is free: one write,
 * one read and no pool for all of them. A single call waits for no others.
 *
 * <p>Requests and responses are matched by their order alone. So after any error the connection is closed, with all
 * outstanding responses, and all waiting callers fail at once.
 */
final class PipelinedConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PipelinedConnection.class);
    private static final int MOST_AT_ONCE = 128;
    private static final int MOST_WAITING = 8_192;

    /** A part of the timeout: how much later than that a caller may learn that there is no response. */
    private static final int CLOSE_ENOUGH = 8;

    private record Question(CommandObject<Object> command, long askedAt, CompletableFuture<@Nullable Object> answer) {}

    private final Supplier<Connection> connections;
    private final long patienceMillis;
    private final BlockingQueue<Question> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread courier;
    private final Thread watch;
    private volatile List<Question> underWay = List.of();
    private @Nullable Connection connection;
    private volatile boolean renew;
    private volatile boolean closed;

    /**
     * Connects when it is first asked.
     *
     * @param connections makes one, with a timeout for reading
     * @param patienceMillis how long a caller waits, including the time in the queue
     */
    PipelinedConnection(String name, Supplier<Connection> connections, long patienceMillis) {
        this.connections = connections;
        this.patienceMillis = patienceMillis;
        this.courier = Thread.ofPlatform().daemon().name(name).start(this::carry);
        this.watch = Thread.ofPlatform().daemon().name(name + "-patience").start(this::watch);
    }

    /**
     * Asks one question.
     *
     * @throws JedisConnectionException when no answer came in time, or the connection broke with this question on it
     * @throws JedisDataException when the server answered with an error
     * @throws JedisException when too many are waiting already
     */
    @Nullable
    Object ask(CommandObject<Object> command) {
        Question question = new Question(command, System.nanoTime(), new CompletableFuture<>());
        if (!waiting.offer(question)) {
            throw new JedisException("Too many Redis calls are queued.");
        }
        if (closed) {
            question.answer.completeExceptionally(new IllegalStateException("closed"));
        }
        try {
            Object answer = question.answer.get();
            if (answer instanceof JedisDataException refused) {
                throw refused;
            }
            return command.getBuilder().build(answer);
        } catch (ExecutionException e) {
            throw new JedisConnectionException("Redis did not respond.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisException("Interrupted while waiting for Redis.", e);
        }
    }

    /** Lets the next question go out on a new connection. */
    void renew() {
        renew = true;
    }

    /** False when one of its threads has died without being closed. */
    boolean lives() {
        return closed || courier.isAlive() && watch.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        courier.interrupt();
        watch.interrupt();
    }

    /**
     * Ends the waiting of all whose patience is over. One thread looks at them now and then: a timer for each question
     * would cost about as much as asking it.
     */
    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(Math.max(1, patienceMillis / CLOSE_ENOUGH));
                long latest = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(patienceMillis);
                try {
                    underWay.forEach(question -> giveUp(question, latest));
                    waiting.forEach(question -> giveUp(question, latest));
                } catch (RuntimeException | Error unexpected) { // without this thread callers would wait for ever
                    LOG.error("waiting callers were not looked at", unexpected);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void giveUp(Question question, long latest) {
        if (question.askedAt - latest <= 0) {
            question.answer.completeExceptionally(new TimeoutException());
        }
    }

    private void carry() {
        try {
            while (true) {
                try {
                    carryOnce();
                } catch (RuntimeException | Error unexpected) { // callers are told when their patience is over
                    LOG.error("questions were not carried", unexpected);
                }
            }
        } catch (InterruptedException end) {
            disconnect();
            waiting.forEach(question -> question.answer.completeExceptionally(end));
        }
    }

    private void carryOnce() throws InterruptedException {
        List<Question> together = new ArrayList<>();
        together.add(waiting.take());
        waiting.drainTo(together, MOST_AT_ONCE - 1);
        together.removeIf(question -> question.answer.isDone()); // given up
        underWay = together;
        if (!together.isEmpty()) {
            exchange(together);
        }
        underWay = List.of();
    }

    private void exchange(List<Question> together) {
        try {
            Connection to = connected();
            for (Question question : together) {
                to.sendCommand(question.command.getArguments());
            }
            List<Object> answers = to.getMany(together.size());
            for (int i = 0; i < answers.size(); i++) {
                together.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error broken) { // this thread serves all: nothing may end it
            disconnect();
            List<Question> all = new ArrayList<>(together);
            waiting.drainTo(all);
            all.forEach(question -> question.answer.completeExceptionally(broken));
        }
    }

    private Connection connected() {
        if (renew) {
            renew = false;
            disconnect();
        }
        Connection known = connection;
        if (known == null) {
            known = connections.get();
            connection = known;
        }
        return known;
    }

    private void disconnect() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.setBroken();
                broken.close();
            } catch (RuntimeException alreadyGone) {
                // no call is on it any more
            }
        }
    }
}
