package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.search.ConversationHits;
import bot.conversational.domain.search.ConversationHits.Passage;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.HitPosition;
import bot.conversational.domain.search.HitPosition.Rank;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.text.Excerpts;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.InnerHitsResult;
import co.elastic.clients.json.JsonData;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final SearchServer server;
    private final WordWeights weights;

    /** @param client one that does not wait long */
    public ElasticsearchConversationSearch(ElasticsearchClient client, MessageIndexSchema schema) {
        server = new SearchServer(
                client, schema.alias(), SearchServer.PROMPT, new ElasticsearchGuard("elasticsearch-discovery"));
        weights = new WordWeights(server);
    }

    /** How far the breaker before it is open, see {@link ElasticsearchGuard#openness}. */
    public double openness() {
        return server.calls().openness();
    }

    @Override
    public ConversationHits search(UserId user, MessageQuery query) {
        Sought sought = Sought.of(query.terms());
        Optional<HitPosition> after = query.page().after().map(text -> HitPosition.parse(query.sort(), sought, text));
        Rarity rarity = weights.of(user, query.sort(), sought, after);
        Query matching =
                new MatchingMessages(sought, rarity).query(query.sort(), MessageFilters.of(user, query.filters()));
        ConversationSearchRequest request = new ConversationSearchRequest(server, user, query, matching);
        List<Hit<StoredMessage>> found =
                after.map(position -> behind(request, position.rank())).orElseGet(() -> send(request.firstPage()));
        int best = after.map(HitPosition::best)
                .orElseGet(() ->
                        found.isEmpty() ? 0 : rank(request, found.getFirst()).score());
        Page<Hit<StoredMessage>, String> page = Page.of(
                found,
                query.page().limit(),
                last -> new HitPosition(rank(request, last), rarity, best).text(query.sort()));
        return new ConversationHits(
                page.items().stream()
                        .map(hit -> hit(hit, rank(request, hit).share(best), query.terms()))
                        .toList(),
                page.next());
    }

    /** The best messages of the next conversations, one more than the page has. */
    private List<Hit<StoredMessage>> behind(ConversationSearchRequest request, Rank position) {
        Comparator<Rank> order = Rank.order(request.sort());
        List<Hit<StoredMessage>> found = new ArrayList<>();
        Set<String> looked = new LinkedHashSet<>();
        Rank from = position;
        for (int look = 0; look < MOST_LOOKS && found.size() <= request.limit(); look++) {
            List<Hit<StoredMessage>> messages = send(request.messagesBehind(from));
            List<String> next = messages.stream()
                    .map(ElasticsearchConversationSearch::conversation)
                    .filter(looked::add)
                    .toList();
            if (!next.isEmpty()) {
                send(request.bestOf(next)).stream()
                        .filter(hit -> order.compare(rank(request, hit), position) > 0)
                        .forEach(found::add);
            }
            if (messages.size() < ConversationSearchRequest.LOOK) {
                break;
            }
            from = rank(request, messages.getLast());
        }
        return found.subList(0, Math.min(found.size(), request.limit() + 1));
    }

    private List<Hit<StoredMessage>> send(SearchRequest request) {
        return server.send(request).hits().hits();
    }

    private static Rank rank(ConversationSearchRequest request, Hit<StoredMessage> hit) {
        return MessageSearchRequest.rank(request.sort(), hit);
    }

    private static String conversation(Hit<StoredMessage> hit) {
        return Optional.ofNullable(hit.fields().get(ConversationSearchRequest.CONVERSATION))
                .map(values -> values.to(String[].class)[0])
                .orElseThrow(() ->
                        new DomainException.Broken("The search index returned a hit without its position.", null));
    }

    private static ConversationHits.Hit hit(Hit<StoredMessage> best, double score, QueryText terms) {
        InnerHitsResult passages = best.innerHits().get(ConversationSearchRequest.PASSAGES);
        if (passages == null) {
            throw new DomainException.Broken("The search index returned a conversation without an excerpt.", null);
        }
        return new ConversationHits.Hit(
                new ConversationId(UUID.fromString(conversation(best))),
                score,
                passages.hits().hits().stream().map(hit -> passage(hit, terms)).toList());
    }

    private static Passage passage(Hit<JsonData> hit, QueryText terms) {
        JsonData source = hit.source();
        if (source == null) {
            throw new DomainException.Broken("The search index returned a hit without its message.", null);
        }
        Message message = source.to(StoredMessage.class).message();
        return new Passage(message.id(), message.role(), message.createdAt(), Excerpts.of(terms, message.content()));
    }
}
