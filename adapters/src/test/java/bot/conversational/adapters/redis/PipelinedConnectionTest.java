package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Callers of a server that takes everything and says nothing. */
class PipelinedConnectionTest {

    private static final int TIMEOUT_MILLIS = 200;
    private static final int LONG_MILLIS = 60_000;
    private static final CommandObject<Object> PING =
            new CommandObject<>(new CommandArguments(Protocol.Command.PING), BuilderFactory.RAW_OBJECT);

    private final ServerSocket silent = listen();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private PipelinedConnection connection(int timeoutMillis, int patienceMillis) {
        return new PipelinedConnection(
                "silent",
                () -> new Connection(
                        new HostAndPort("127.0.0.1", silent.getLocalPort()),
                        DefaultJedisClientConfig.builder()
                                .timeoutMillis(timeoutMillis)
                                .clientSetInfoConfig(redis.clients.jedis.ClientSetInfoConfig.DISABLED)
                                .build()),
                patienceMillis);
    }

    @AfterEach
    void stop() throws IOException {
        callers.shutdownNow();
        silent.close();
    }

    @Test
    void nobodyShouldWaitForEverWhenItIsClosed() throws Exception {
        PipelinedConnection connection = connection(TIMEOUT_MILLIS, LONG_MILLIS);
        List<Future<Throwable>> asked = new ArrayList<>();
        try (Socket server = askFirst(connection, asked)) {
            for (int i = 0; i < 20; i++) {
                asked.add(callers.submit(() -> catchThrowable(() -> connection.ask(PING))));
            }
            connection.close();
            asked.add(callers.submit(() -> catchThrowable(() -> connection.ask(PING))));
            for (Future<Throwable> call : asked) {
                assertThat(call.get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS))
                        .isInstanceOf(JedisConnectionException.class);
            }
            assertThat(server.isConnected()).isTrue();
        }
    }

    @Test
    void threadsShouldOutliveErrors() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        PipelinedConnection connection = new PipelinedConnection(
                "failing",
                () -> {
                    tries.incrementAndGet();
                    throw new StackOverflowError("as a heap that is full for a moment throws one");
                },
                LONG_MILLIS);
        for (int i = 1; i <= 3; i++) {
            assertThat(catchThrowable(() -> connection.ask(PING))).isInstanceOf(JedisConnectionException.class);
            assertThat(tries.get()).isEqualTo(i);
        }
        assertThat(connection.lives()).isTrue();
        connection.close();
        assertThat(connection.lives()).as("closed, and not dead").isTrue();
    }

    @Test
    void patienceShouldEndAlsoForThoseWhoseTurnDoesNotCome() throws Exception {
        PipelinedConnection connection = connection(LONG_MILLIS, TIMEOUT_MILLIS);
        List<Future<Throwable>> asked = new ArrayList<>();
        try (Socket server = askFirst(connection, asked)) {
            asked.add(callers.submit(() -> catchThrowable(() -> connection.ask(PING))));
            for (Future<Throwable> call : asked) {
                assertThat(call.get(LONG_MILLIS / 2, TimeUnit.MILLISECONDS))
                        .isInstanceOf(JedisConnectionException.class);
            }
            assertThat(server.isConnected()).isTrue();
        }
        connection.close();
    }

    /** Returns when the question is on its way. */
    private Socket askFirst(PipelinedConnection connection, List<Future<Throwable>> asked) throws IOException {
        asked.add(callers.submit(() -> catchThrowable(() -> connection.ask(PING))));
        Socket server = silent.accept();
        InputStream in = server.getInputStream();
        assertThat(in.read()).isEqualTo('*');
        return server;
    }
}
