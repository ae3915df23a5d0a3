package bot.conversational.adapters.elasticsearch.client;

import bot.conversational.adapters.calls.CallObserver;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.elasticsearch.client.HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.RestClient;

/**
 * Clients of one Elasticsearch that share its connections: searches are given up after 600 ms of silence, so that
 * PostgreSQL can answer within the second instead, reports after 5 s, writes, which may carry megabytes and make
 * indices, after 10 s.
 */
public final class ElasticsearchClients implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofMillis(250);
    private static final Duration SEARCH = Duration.ofMillis(600);
    private static final Duration REPORT = Duration.ofSeconds(5);
    private static final Duration WRITE = Duration.ofSeconds(10);
    /** How often timeouts are looked for: by itself the client does so once a second, and so late they would come. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final int CONNECTIONS = 32;

    // A page of 200 messages of 32,000 characters each, four bytes a character, and as much again.
    private static final int LARGEST_RESPONSE = 64 << 20;

    private final RenewedTransport connections;
    private final ElasticsearchClient searching;

    public ElasticsearchClients(ElasticsearchServer server) {
        this(server, CallObserver.NONE);
    }

    /** @param observer of every call */
    public ElasticsearchClients(ElasticsearchServer server, CallObserver observer) {
        this(() -> connections(server), observer);
    }

    private static RestClient connections(ElasticsearchServer server) {
        return server.client()
                .setHttpClientConfigCallback(http -> server.secured(http)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultIOReactorConfig(IOReactorConfig.custom()
                                .setSelectInterval(LOOK.toMillis())
                                .build()))
                .build();
    }

    /** @param connections makes them, and makes them anew when the thread that serves them has died */
    public ElasticsearchClients(Supplier<RestClient> connections) {
        this(connections, CallObserver.NONE);
    }

    private ElasticsearchClients(Supplier<RestClient> connections, CallObserver observer) {
        // Only strings, numbers and booleans go through the mapper: an instant is sent as its milliseconds.
        this.connections = new RenewedTransport(
                () -> new RestClientTransport(connections.get(), new JacksonJsonpMapper(), options(SEARCH)), observer);
        searching = new ElasticsearchClient(this.connections);
    }

    /** False when there are no connections that work, and none can be made. */
    public boolean lives() {
        return connections.lives();
    }

    /** For what people wait for. */
    public ElasticsearchClient searching() {
        return searching;
    }

    /** For what people wait for, knowing that it takes a moment. */
    public ElasticsearchClient reporting() {
        return searching.withTransportOptions(options(REPORT));
    }

    /** For what happens in the background. */
    public ElasticsearchClient writing() {
        return searching.withTransportOptions(options(WRITE));
    }

    private static RestClientOptions options(Duration patience) {
        RequestConfig timeouts = RequestConfig.custom()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setSocketTimeout((int) patience.toMillis())
                // For a connection of the pool.
                .setConnectionRequestTimeout((int) CONNECT.toMillis())
                .build();
        return new RestClientOptions(
                RequestOptions.DEFAULT.toBuilder()
                        .setRequestConfig(timeouts)
                        .setHttpAsyncResponseConsumerFactory(new HeapBufferedResponseConsumerFactory(LARGEST_RESPONSE))
                        .build(),
                false);
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
