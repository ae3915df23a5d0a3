package bot.conversational.adapters.elasticsearch;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageAnalyzer;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexContents;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchIndexVersions;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchConversationSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchMessageSearch;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchUsageStatistics;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.search.NewestMessages;
import bot.conversational.domain.shared.Outage;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponseInterceptor;
import org.elasticsearch.client.RestClient;

/** A prefix of its own on the tests' Elasticsearch, whose deprecation warnings it notes. Its indices go when it closes. */
public final class ElasticsearchFixture implements AutoCloseable {

    // Said to every request of a server without security, which listens to nobody but the service.
    private static final String EXPECTED = "Elasticsearch built-in security features are not enabled";

    private final String prefix = "test-" + UUID.randomUUID();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final ElasticsearchClients clients;

    public ElasticsearchFixture() {
        Engines.Elasticsearch engine = Engines.elasticsearch();
        HttpResponseInterceptor noteWarnings = (response, context) -> {
            for (Header warning : response.getHeaders("Warning")) {
                if (!warning.getValue().contains(EXPECTED)) {
                    warnings.add(warning.getValue());
                }
            }
        };
        clients = new ElasticsearchClients(() -> RestClient.builder(new HttpHost(engine.host(), engine.port(), "http"))
                .setHttpClientConfigCallback(http -> http.addInterceptorLast(noteWarnings))
                .build());
    }

    /** Clients whose requests somebody sees before they are sent. */
    public static ElasticsearchClients clients(HttpRequestInterceptor requests) {
        Engines.Elasticsearch engine = Engines.elasticsearch();
        return new ElasticsearchClients(() -> RestClient.builder(new HttpHost(engine.host(), engine.port(), "http"))
                .setHttpClientConfigCallback(http -> http.addInterceptorLast(requests))
                .build());
    }

    public MessageIndexSchema schema() {
        return schema("a");
    }

    public MessageIndexSchema schema(String name) {
        return schema(name, MessageAnalyzer.STANDARD);
    }

    public MessageIndexSchema schema(String name, MessageAnalyzer analyzer) {
        return new MessageIndexSchema(prefix + "-" + name, analyzer);
    }

    public ElasticsearchIndexVersions versions(MessageIndexSchema schema) {
        return new ElasticsearchIndexVersions(clients.writing(), schema);
    }

    /** A first version that is searched already. */
    public MessageIndex index(MessageIndexSchema schema) {
        ElasticsearchIndexVersions versions = versions(schema);
        String name = versions.begin(new DatabaseVersion(UUID.randomUUID(), 1));
        versions.publish(name);
        return versions.index(name);
    }

    public ElasticsearchIndexContents contents(MessageIndexSchema schema) {
        return new ElasticsearchIndexContents(clients.searching(), schema);
    }

    public ElasticsearchMessageSearch search(MessageIndexSchema schema) {
        return search(schema, user -> List.of());
    }

    public ElasticsearchMessageSearch search(MessageIndexSchema schema, NewestMessages newest) {
        return search(schema, newest, Runnable::run);
    }

    public ElasticsearchMessageSearch search(MessageIndexSchema schema, NewestMessages newest, Executor threads) {
        return ElasticsearchMessageSearch.prompt(clients.searching(), schema, newest, threads);
    }

    public ElasticsearchConversationSearch discovery(MessageIndexSchema schema) {
        return new ElasticsearchConversationSearch(clients.searching(), schema);
    }

    public ElasticsearchUsageStatistics usage(MessageIndexSchema schema) {
        return new ElasticsearchUsageStatistics(clients.reporting(), schema);
    }

    public ElasticsearchClient client() {
        return clients.writing();
    }

    /** Makes all that was written findable now. */
    public void refresh() {
        try {
            client().indices().refresh(it -> it.index(prefix + "-*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Outage outage() {
        return PausedEngine.freeze(Engines.elasticsearch())::close;
    }

    /** Whether this distribution has the analysers of languages. */
    public boolean hasEnglish() {
        try {
            client().indices().analyze(it -> it.analyzer("english").text("words"));
            return true;
        } catch (ElasticsearchException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        try {
            for (String index : client().indices()
                    .get(it -> it.index(prefix + "-*"))
                    .result()
                    .keySet()) {
                client().indices().delete(it -> it.index(index));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            clients.close();
        }
    }
}
