package bot.conversational.application.service.harness;

import bot.conversational.adapters.engines.Engines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The indices of a deployment, for tests that look at them and spoil them behind the service's back. */
public final class ElasticsearchIndices {

    private final String alias;
    private final Api server;

    /** @param alias that searches use */
    public ElasticsearchIndices(String alias) {
        this.alias = alias;
        Engines.Elasticsearch engine = Engines.elasticsearch();
        server = new Api("http://" + engine.host() + ":" + engine.port());
    }

    public Set<String> all() {
        return names(server.get("/" + alias + "_v*").expect(200).json());
    }

    /** Empty when there is none. */
    public Set<String> behindSearches() {
        Api.Answer answer = server.get("/_alias/" + alias);
        return answer.status() == 404 ? Set.of() : names(answer.expect(200).json());
    }

    public void drop(String index) {
        server.delete("/" + index).expect(200);
    }

    public void delete(String index, String id, String routing) {
        server.delete(path(index, id, routing)).expect(200);
    }

    /** Writes a document otherwise than it is, at the version it has. */
    public void change(String index, String id, String routing, Consumer<ObjectNode> edit) {
        JsonNode found = server.get(path(index, id, routing)).expect(200).json();
        ObjectNode source = (ObjectNode) found.get("_source");
        edit.accept(source);
        server.put(
                        path(index, id, routing) + "&version_type=external_gte&version="
                                + found.get("_version").asLong(),
                        source)
                .expect(200);
    }

    /** Writes a document once more, as another message. */
    public void copy(String index, String id, String routing, String as) {
        ObjectNode source = (ObjectNode)
                server.get(path(index, id, routing)).expect(200).json().get("_source");
        source.put("messageId", as);
        server.put(path(index, as, routing), source).expect(201);
    }

    public void refresh(String index) {
        server.get("/" + index + "/_refresh").expect(200);
    }

    private static String path(String index, String id, String routing) {
        return "/" + index + "/_doc/" + id + "?routing=" + routing;
    }

    private static Set<String> names(JsonNode indices) {
        Set<String> names = new TreeSet<>();
        indices.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
