package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.QueryText;
import bot.conversational.domain.search.WordParts;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.ZeroTermsQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query in Elasticsearch's terms. The filter by user is separate from the user's text. That text is only ever the
 * value of a typed clause: nothing in it can be syntax.
 */
record MatchingMessages(UserId user, MessageQuery query) {

    private static final String CONTENT = MessageSearchRequest.CONTENT;
    private static final String PARTS = "parts";
    private static final float LESS = 0.5f;

    Query inIndex() {
        return Query.of(it -> it.bool(matching()));
    }

    private BoolQuery matching() {
        QueryText terms = query.terms();
        BoolQuery.Builder bool = new BoolQuery.Builder().filter(filters());
        terms.words().forEach(word -> bool.should(phrase(word, ZeroTermsQuery.All)));
        bool.minimumShouldMatch(String.valueOf(terms.required()));
        terms.phrases().forEach(words -> bool.must(phrase(words, ZeroTermsQuery.All)));
        terms.prefixes().forEach(start -> bool.must(prefix(start)));
        terms.unwanted().forEach(words -> bool.mustNot(phrase(words, ZeroTermsQuery.None)));
        if (terms.isEmpty()) {
            bool.must(Query.of(it -> it.matchNone(none -> none)));
        }
        return bool.build();
    }

    /**
     * A word is a phrase, too: mostly of one word, of several where the analyser splits more than at white space. It is
     * searched among the words as they are and, with a lower score, among the parts of compound ones.
     */
    private static Query phrase(String words, ZeroTermsQuery whenNoWordIsLeft) {
        Query whole = Query.of(it ->
                it.matchPhrase(phrase -> phrase.field(CONTENT).query(words).zeroTermsQuery(whenNoWordIsLeft)));
        Query parts = Query.of(it -> it.matchPhrase(
                phrase -> phrase.field(PARTS).query(WordParts.spelledOut(words)).boost(LESS)));
        return Query.of(it -> it.disMax(best -> best.queries(whole, parts)));
    }

    /** A prefix is not analysed, so that its case is ours to fold. The index knows beginnings of this length by heart. */
    private static Query prefix(String start) {
        String lower = start.toLowerCase(Locale.ROOT);
        return Query.of(it -> it.disMax(best -> best.queries(
                Query.of(q -> q.prefix(prefix -> prefix.field(CONTENT).value(lower))),
                Query.of(
                        q -> q.prefix(prefix -> prefix.field(PARTS).value(lower).boost(LESS))))));
    }

    private List<Query> filters() {
        MessageQuery.Filters wanted = query.filters();
        List<Query> filters = new ArrayList<>();
        filters.add(is("userId", user.toString()));
        wanted.role().ifPresent(role -> filters.add(is("role", StoredMessage.name(role))));
        wanted.conversation().map(ConversationId::toString).ifPresent(id -> filters.add(is("conversationId", id)));
        wanted.model().ifPresent(model -> filters.add(is("model", model)));
        wanted.feedback().ifPresent(rating -> filters.add(is("feedback", StoredMessage.name(rating))));
        wanted.archived()
                .ifPresent(archived -> filters.add(
                        Query.of(it -> it.term(term -> term.field("archived").value(archived)))));
        if (wanted.from().isPresent() || wanted.to().isPresent()) {
            filters.add(createdBetween(wanted.from(), wanted.to()));
        }
        return filters;
    }

    private static Query is(String field, String value) {
        return Query.of(it -> it.term(term -> term.field(field).value(value)));
    }

    private static Query createdBetween(Optional<Instant> from, Optional<Instant> to) {
        return Query.of(it -> it.range(range -> range.date(date -> {
            date.field("createdAt");
            from.ifPresent(instant -> date.gte(String.valueOf(instant.toEpochMilli())));
            to.ifPresent(instant -> date.lt(String.valueOf(instant.toEpochMilli())));
            return date;
        })));
    }
}
