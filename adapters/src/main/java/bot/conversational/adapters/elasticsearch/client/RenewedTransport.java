package bot.conversational.adapters.elasticsearch.client;

import bot.conversational.adapters.calls.CallObserver;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that are made anew when the one thread that serves them has died, of whatever: without it each call would
 * fail for ever. Calls that were under way then fail; see {@link ElasticsearchGuard}.
 */
final class RenewedTransport implements ElasticsearchTransport {

    private static final String API = "es/";
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private static final Logger LOG = LoggerFactory.getLogger(RenewedTransport.class);

    private final Supplier<RestClientTransport> connect;
    private final CallObserver observer;
    private volatile RestClientTransport current;
    private volatile boolean closed;

    RenewedTransport(Supplier<RestClientTransport> connect, CallObserver observer) {
        this.connect = connect;
        this.observer = observer;
        this.current = connect.get();
    }

    @Override
    public <Q, A, E> A performRequest(Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options)
            throws IOException {
        long began = System.nanoTime();
        boolean answered = false;
        try {
            A answer = living().performRequest(request, endpoint, options);
            answered = true;
            return answer;
        } catch (ElasticsearchException refusal) {
            answered = isAnswer(refusal);
            throw refusal;
        } finally {
            observer.ended(operation(endpoint), answered, System.nanoTime() - began);
        }
    }

    @Override
    public <Q, A, E> CompletableFuture<A> performRequestAsync(
            Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options) {
        long began = System.nanoTime();
        return living().performRequestAsync(request, endpoint, options)
                .whenComplete((answer, failure) -> observer.ended(
                        operation(endpoint),
                        failure == null || failure instanceof ElasticsearchException refusal && isAnswer(refusal),
                        System.nanoTime() - began));
    }

    /** Such as {@code search}, without the name of the API. */
    private static String operation(Endpoint<?, ?, ?> endpoint) {
        String id = endpoint.id();
        return id.startsWith(API) ? id.substring(API.length()) : id;
    }

    /** A server that is full or broken says so, too. */
    private static boolean isAnswer(ElasticsearchException refusal) {
        return refusal.status() < SERVER_ERROR && refusal.status() != TOO_MANY;
    }

    @Override
    public JsonpMapper jsonpMapper() {
        return current.jsonpMapper();
    }

    @Override
    public TransportOptions options() {
        return current.options();
    }

    boolean lives() {
        return closed || runs(living());
    }

    private RestClientTransport living() {
        RestClientTransport known = current;
        return closed || runs(known) ? known : renewed(known);
    }

    private synchronized RestClientTransport renewed(RestClientTransport dead) {
        if (current == dead && !closed) {
            LOG.error("the client of Elasticsearch has died and is made anew");
            current = connect.get();
            close(dead);
        }
        return current;
    }

    private static boolean runs(RestClientTransport transport) {
        return transport.restClient().isRunning();
    }

    private static void close(RestClientTransport dead) {
        try {
            dead.close();
        } catch (IOException | RuntimeException alreadyGone) {
            LOG.debug("a dead client was not closed", alreadyGone);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        current.close();
    }
}
