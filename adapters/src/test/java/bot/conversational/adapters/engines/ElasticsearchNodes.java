package bot.conversational.adapters.engines;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A cluster of three nodes of Elasticsearch, a test's own. It has no index. */
public final class ElasticsearchNodes implements AutoCloseable {

    private final ScaleScript servers;

    private ElasticsearchNodes(ScaleScript servers) {
        this.servers = servers;
    }

    /** Starts the nodes, and returns when they are one cluster. */
    public static ElasticsearchNodes start() {
        return new ElasticsearchNodes(ScaleScript.up("elasticsearch-nodes"));
    }

    /** What a node of the service needs to know to use them. */
    public Map<String, String> environment() {
        return Map.of("ELASTICSEARCH_HOSTS", servers.value("ELASTICSEARCH_HOSTS"));
    }

    /** Where each answers, in the order of their numbers. */
    public List<URI> addresses() {
        return Arrays.stream(servers.value("ELASTICSEARCH_HOSTS").split(","))
                .map(address -> URI.create("http://" + address))
                .toList();
    }

    /**
     * Ends a node without a goodbye.
     *
     * @param number from 1 to 3
     */
    public void kill(int number) {
        servers.run("kill", "node" + number);
    }

    /** Starts a node again, and returns when it belongs to the cluster. */
    public void start(int number) {
        servers.run("start", "node" + number);
    }

    @Override
    public void close() {
        servers.close();
    }
}
