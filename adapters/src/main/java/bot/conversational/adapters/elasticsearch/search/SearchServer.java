package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.time.Duration;

/**
 * Sends searches to Elasticsearch, each to the one shard of the user.
 *
 * @param alias of the index that is searched
 * @param patience after which the server gives up, so that it says so itself and frees its thread
 */
record SearchServer(ElasticsearchClient client, String alias, Duration patience, ElasticsearchGuard calls) {

    /** Less than a client for searches waits. */
    static final Duration PROMPT = Duration.ofMillis(500);

    /** The beginning of a search. */
    SearchRequest.Builder request(UserId user) {
        return new SearchRequest.Builder()
                .index(alias)
                .routing(user.toString())
                .timeout(patience.toMillis() + "ms")
                .allowPartialSearchResults(false);
    }

    SearchResponse<StoredMessage> send(SearchRequest request) {
        SearchResponse<StoredMessage> response = calls.call(() -> client.search(request, StoredMessage.class));
        if (response.timedOut()) {
            throw new DomainException.Unavailable("The search took too long.", null);
        }
        return response;
    }
}
