package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.search.ConversationHits;
import bot.conversational.domain.search.ConversationHits.Passage;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.QueryText;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.InnerHitsResult;
import co.elastic.clients.json.JsonData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds conversations in Elasticsearch, which collapses a list of messages to the best one of each conversation.
 *
 * <p>It cannot continue such a list behind a position. So a further page looks first which conversations have messages
 * behind the position, then at the best message of each of those: where that is not behind the position, the
 * conversation was on a page before.
 */
public final class ElasticsearchConversationSearch implements ConversationSearch {

    /** Looks for conversations of a further page at most; each passes so many messages of conversations seen before. */
    private static final int MOST_LOOKS = 10;

    private final ElasticsearchClient client;
    private final String alias;
    private final ElasticsearchGuard calls;

    /** @param client one that does not wait long */
    public ElasticsearchConversationSearch(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        alias = schema.alias();
        calls = new ElasticsearchGuard("elasticsearch-discovery");
    }

    @Override
    public ConversationHits search(UserId user, MessageQuery query) {
        ConversationSearchRequest request = new ConversationSearchRequest(alias, user, query);
        List<Hit<StoredMessage>> best = query.page()
                .after()
                .map(position -> behind(request, SearchPosition.parse(query.sort(), position)))
                .orElseGet(() -> send(request.firstPage()));
        Page<Hit<StoredMessage>, String> page =
                Page.of(best, query.page().limit(), last -> SearchPosition.of(last.sort()));
        return new ConversationHits(
                page.items().stream().map(hit -> hit(hit, query.terms())).toList(), page.next());
    }

    /** The best messages of the next conversations, one more than the page has. */
    private List<Hit<StoredMessage>> behind(ConversationSearchRequest request, List<FieldValue> position) {
        List<Hit<StoredMessage>> found = new ArrayList<>();
        Set<String> looked = new LinkedHashSet<>();
        List<FieldValue> from = position;
        for (int look = 0; look < MOST_LOOKS && found.size() <= request.limit(); look++) {
            List<Hit<StoredMessage>> messages = send(request.messagesBehind(from));
            List<String> next = messages.stream()
                    .map(ElasticsearchConversationSearch::conversation)
                    .filter(looked::add)
                    .toList();
            if (!next.isEmpty()) {
                send(request.bestOf(next)).stream()
                        .filter(hit -> SearchPosition.isBehind(request.sort(), hit.sort(), position))
                        .forEach(found::add);
            }
            if (messages.size() < ConversationSearchRequest.LOOK) {
                break;
            }
            from = messages.getLast().sort();
        }
        return found.subList(0, Math.min(found.size(), request.limit() + 1));
    }

    private List<Hit<StoredMessage>> send(SearchRequest request) {
        SearchResponse<StoredMessage> response = calls.call(() -> client.search(request, StoredMessage.class));
        if (response.timedOut()) {
            throw new DomainException.Unavailable("The search took too long.", null);
        }
        return response.hits().hits();
    }

    private static String conversation(Hit<StoredMessage> hit) {
        return Optional.ofNullable(hit.fields().get(ConversationSearchRequest.CONVERSATION))
                .map(values -> values.to(String[].class)[0])
                .orElseThrow(() ->
                        new DomainException.Broken("The search index returned a hit without its position.", null));
    }

    private static ConversationHits.Hit hit(Hit<StoredMessage> best, QueryText terms) {
        InnerHitsResult passages = best.innerHits().get(ConversationSearchRequest.PASSAGES);
        if (passages == null) {
            throw new DomainException.Broken("The search index returned a conversation without an excerpt.", null);
        }
        Double score = best.score();
        return new ConversationHits.Hit(
                new ConversationId(UUID.fromString(conversation(best))),
                score == null ? 0 : score,
                passages.hits().hits().stream().map(hit -> passage(hit, terms)).toList());
    }

    private static Passage passage(Hit<JsonData> hit, QueryText terms) {
        JsonData source = hit.source();
        if (source == null) {
            throw new DomainException.Broken("The search index returned a hit without its message.", null);
        }
        StoredMessage stored = source.to(StoredMessage.class);
        Message message = stored.message();
        return new Passage(
                message.id(),
                message.role(),
                message.createdAt(),
                ElasticsearchMessageSearch.highlights(hit.highlight(), message.content(), terms));
    }
}
