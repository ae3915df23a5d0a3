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
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection for many threads. What they ask while it is busy goes out together as soon as it is free: one write, one
 * read and no pool for all of them, and no waiting for more when there is only one.
 *
 * <p>Questions and answers are told apart by their order alone. So when anything goes wrong on the way the connection is
 * closed, with all that is still to come on it, and everybody who waits is told at once.
 */
final class SharedConnection implements AutoCloseable {

    private static final int MOST_AT_ONCE = 128;
    private static final int MOST_WAITING = 8_192;

    private record Question(CommandObject<Object> command, CompletableFuture<@Nullable Object> answer) {}

    private final Supplier<Connection> connections;
    private final long patienceMillis;
    private final BlockingQueue<Question> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread courier;
    private @Nullable Connection connection;
    private volatile boolean renew;

    /**
     * Connects when it is first asked.
     *
     * @param connections makes one, with a timeout for reading
     * @param patienceMillis how long a caller waits, the time until his turn included
     */
    SharedConnection(String name, Supplier<Connection> connections, long patienceMillis) {
        this.connections = connections;
        this.patienceMillis = patienceMillis;
        this.courier = Thread.ofPlatform().daemon().name(name).start(this::carry);
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
        Question question = new Question(command, new CompletableFuture<>());
        if (!waiting.offer(question)) {
            throw new JedisException("Too many questions are waiting.");
        }
        try {
            Object answer = question.answer.get(patienceMillis, TimeUnit.MILLISECONDS);
            if (answer instanceof JedisDataException refused) {
                throw refused;
            }
            return command.getBuilder().build(answer);
        } catch (TimeoutException e) {
            question.answer.cancel(false);
            throw new JedisConnectionException("No answer in time.", e);
        } catch (ExecutionException e) {
            throw new JedisConnectionException("The connection broke.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisException("Interrupted while waiting for an answer.", e);
        }
    }

    /** Lets the next question go out on a new connection. */
    void renew() {
        renew = true;
    }

    @Override
    public void close() {
        courier.interrupt();
    }

    private void carry() {
        List<Question> together = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (true) {
                together.add(waiting.take());
                waiting.drainTo(together, MOST_AT_ONCE - 1);
                together.removeIf(question -> question.answer.isDone()); // given up
                if (!together.isEmpty()) {
                    exchange(together);
                }
                together.clear();
            }
        } catch (InterruptedException closed) {
            disconnect();
        }
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
            waiting.drainTo(together);
            together.forEach(question -> question.answer.completeExceptionally(broken));
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
                // nobody is on it any more
            }
        }
    }
}
