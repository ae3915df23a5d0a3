package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.search.ConversationHits;
import bot.conversational.domain.search.HitPosition.Rank;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.List;

/**
 * The searches that the discovery of conversations takes.
 *
 * @param matching what is looked for
 */
record ConversationSearchRequest(SearchServer server, UserId user, MessageQuery query, Query matching) {

    static final String CONVERSATION = "conversationId";
    static final String PASSAGES = "passages";

    private static final String PARTS = "messageParts";

    /** Messages that one look for further conversations passes. */
    static final int LOOK = 1_000;

    int limit() {
        return query.page().limit();
    }

    MessageQuery.Sort sort() {
        return query.sort();
    }

    /** The best message of each of the first conversations, one more than asked for. */
    SearchRequest firstPage() {
        return best(matching, limit() + 1);
    }

    /** The best message of each of these conversations. */
    SearchRequest bestOf(List<String> conversations) {
        List<FieldValue> ids = conversations.stream().map(FieldValue::of).toList();
        Query named = Query.of(it -> it.terms(terms -> terms.field(CONVERSATION).terms(values -> values.value(ids))));
        return best(Query.of(it -> it.bool(bool -> bool.must(matching).filter(named))), conversations.size());
    }

    /** The next messages, with nothing but their conversations. */
    SearchRequest messagesBehind(Rank rank) {
        return sorted().query(matching)
                .searchAfter(MessageSearchRequest.values(query.sort(), rank))
                .size(LOOK)
                .source(source -> source.fetch(false))
                .docvalueFields(field -> field.field(CONVERSATION))
                .build();
    }

    private SearchRequest best(Query matching, int most) {
        return sorted().query(matching)
                .size(most)
                .source(source -> source.fetch(false))
                .docvalueFields(field -> field.field(CONVERSATION))
                .collapse(collapse -> collapse.field(CONVERSATION)
                        .innerHits(passages -> passages.name(PASSAGES)
                                .size(ConversationHits.MAX_PASSAGES)
                                .sort(MessageSearchRequest.order(query.sort()))
                                .source(source -> source.filter(it -> it.excludes(PARTS)))))
                .build();
    }

    private SearchRequest.Builder sorted() {
        return server.request(user)
                .sort(MessageSearchRequest.order(query.sort()))
                .trackTotalHits(track -> track.enabled(false));
    }
}
