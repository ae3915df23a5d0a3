package bot.conversational.adapters.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.http.HttpHost;
import org.assertj.core.util.Throwables;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;

class ElasticsearchGuardTest {

    /** More than there are connections. */
    private static final int CALLERS = 48;

    @Test
    void serverWithoutAWordShouldBeUnavailableAlsoToThoseWhoGetNoConnection() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
                ElasticsearchClients clients =
                        new ElasticsearchClients(ElasticsearchServer.plain("127.0.0.1", silent.getLocalPort()));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Throwable>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                // A breaker each: none of them spares another the wait.
                ElasticsearchGuard guarded = new ElasticsearchGuard("caller-" + i);
                calls.add(callers.submit(() -> catchThrowable(() -> guarded.call(clients.searching()::info))));
            }
            List<String> causes = new ArrayList<>();
            for (Future<Throwable> call : calls) {
                assertThat(call.get()).isInstanceOf(DomainException.Unavailable.class);
                causes.add(String.valueOf(call.get().getCause()));
            }
            assertThat(causes).anyMatch(cause -> cause.contains("SocketTimeoutException"));
            assertThat(causes).anyMatch(cause -> cause.contains("error while performing request"));
        }
    }

    @Test
    void failureOfOurOwnShouldNotPassForAnAbsence() {
        ElasticsearchGuard guarded = new ElasticsearchGuard("own");
        assertThat(catchThrowable(() -> guarded.call(() -> {
                    throw new IllegalStateException("a mistake");
                })))
                .isInstanceOf(DomainException.Broken.class);
        assertThat(catchThrowable(() -> guarded.call(() -> {
                    throw new IOException("gone");
                })))
                .isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    void deadClientShouldPassForAnAbsence() {
        for (RuntimeException death : List.of(
                new CancellationException("Request execution cancelled"),
                new RuntimeException(new CancellationException("Request execution cancelled")),
                new IllegalStateException("Request cannot be executed; I/O reactor status: STOPPED"))) {
            assertThat(catchThrowable(() -> new ElasticsearchGuard("dead").call(() -> {
                        throw death;
                    })))
                    .isInstanceOf(DomainException.Unavailable.class);
        }
    }

    @Test
    void clientShouldBeMadeAnewWhenItHasDied() throws Exception {
        List<RestClient> made = new ArrayList<>();
        ScriptedElasticsearch.Answer refused =
                new ScriptedElasticsearch.Answer(429, "{\"error\":{\"reason\":\"full\"},\"status\":429}");
        try (ScriptedElasticsearch server = new ScriptedElasticsearch(List.of(refused));
                ElasticsearchClients clients = new ElasticsearchClients(() -> {
                    made.add(RestClient.builder(new HttpHost("127.0.0.1", server.port(), "http"))
                            .build());
                    return made.getLast();
                })) {
            made.getFirst().close();
            assertThat(catchThrowable(clients.writing()::info)).hasMessageContaining("full");
            assertThat(clients.lives()).isTrue();
            assertThat(made).hasSize(2);
        }
    }

    @Test
    void noFreeConnectionShouldSayNothingOfTheServer() throws Exception {
        ElasticsearchGuard guarded = new ElasticsearchGuard("crowd");
        assertThat(catchThrowable(() -> guarded.call(() -> {
                    throw new RuntimeException(new TimeoutException("no connection"));
                })))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(guarded.call(() -> "an answer")).isEqualTo("an answer");

        assertThat(catchThrowable(() -> guarded.call(() -> {
                    throw new IOException("gone");
                })))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(catchThrowable(() -> guarded.call(() -> "an answer")))
                .isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    void refusalShouldSayThatTheServerIsThereAndNothingOfWhatWasAsked() {
        List<ScriptedElasticsearch.Answer> script = List.of(
                new ScriptedElasticsearch.Answer(504, "{\"error\":{\"reason\":\"private words\"}}"),
                new ScriptedElasticsearch.Answer(400, "{\"error\":{\"reason\":\"private words\"},\"status\":400}"),
                new ScriptedElasticsearch.Answer(429, "{\"error\":{\"reason\":\"private words\"},\"status\":429}"));
        ElasticsearchGuard guarded = new ElasticsearchGuard("refused");
        List<Boolean> answered = new CopyOnWriteArrayList<>();
        try (ScriptedElasticsearch server = new ScriptedElasticsearch(script);
                ElasticsearchClients clients = new ElasticsearchClients(
                        ElasticsearchServer.plain("127.0.0.1", server.port()),
                        (operation, well, nanos) -> answered.add(well && nanos > 0))) {
            List<Class<?>> kinds = new ArrayList<>();
            for (ScriptedElasticsearch.Answer ignored : script) {
                Throwable refused = catchThrowable(() -> guarded.call(clients.searching()::info));
                assertThat(refused).hasStackTraceContaining("The search index");
                assertThat(Throwables.getStackTrace(refused)).doesNotContain("private");
                kinds.add(refused.getClass());
            }
            assertThat(answered).containsExactly(false, true, false);
            assertThat(kinds)
                    .containsExactly(
                            DomainException.Unavailable.class,
                            DomainException.Broken.class,
                            DomainException.Unavailable.class);
        }
    }
}
