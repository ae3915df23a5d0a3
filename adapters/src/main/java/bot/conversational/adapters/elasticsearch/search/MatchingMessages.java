package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.Beginning;
import bot.conversational.domain.search.text.Fit;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.search.text.Wanted;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldValueFactorModifier;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody looks for in Elasticsearch's terms. Text is only ever the value of a typed clause: nothing in it can be
 * syntax.
 *
 * <p>A message's score is that of {@link Fit#score}: it depends on the message and the weights alone. The server's own
 * scores depend on all messages of the shard, so that the order of a list would change while anybody writes, and scores
 * would tell what others write. All figures are whole and small enough to be exact in the server's floats.
 */
record MatchingMessages(Sought sought, Rarity rarity) {

    private static final String WORDS = "words";
    private static final String PARTS = "parts";
    private static final String TWICE = "twice";
    private static final String OFTEN = "often";
    private static final String BREVITY = "brevity";

    /** Has words in indices of version 2, which are searched until the next one is filled; later ones do not index it. */
    private static final String OLD_WORDS = "content";

    /** @param filters that messages have to pass, the user's id among them */
    Query query(Sort sort, List<Query> filters) {
        Query matching = Query.of(it -> it.bool(sort == Sort.RELEVANCE ? scored(filters) : unscored(filters)));
        return sort == Sort.RELEVANCE
                ? Query.of(it -> it.functionScore(score -> score.query(matching)
                        .functions(function -> function.fieldValueFactor(factor -> factor.field(BREVITY)
                                .modifier(FieldValueFactorModifier.None)
                                .missing(1.0)))
                        .boostMode(FunctionBoostMode.Multiply)))
                : matching;
    }

    private BoolQuery unscored(List<Query> filters) {
        BoolQuery.Builder bool = restricted(filters);
        if (!sought.words().isEmpty()) {
            bool.filter(any(
                    sought.words().stream().map(MatchingMessages::spelledAnyhow).toList()));
        }
        sought.phrases().forEach(phrase -> bool.filter(spelledAnyhow(phrase)));
        sought.beginnings().forEach(beginning -> bool.filter(any(List.of(exactly(beginning), otherwise(beginning)))));
        return bool.build();
    }

    private BoolQuery scored(List<Query> filters) {
        BoolQuery.Builder bool = restricted(filters);
        List<Query> words = new ArrayList<>();
        for (int i = 0; i < sought.words().size(); i++) {
            Wanted word = sought.words().get(i);
            int weight = rarity.weights().get(i);
            words.add(best(exactly(word), otherwise(word), weight));
            repeated(word, weight).forEach(bool::should);
        }
        if (!words.isEmpty()) {
            bool.must(any(words));
        }
        for (Wanted phrase : sought.phrases()) {
            bool.must(best(exactly(phrase), otherwise(phrase), Rarity.OF_OTHERS));
            repeated(phrase, Rarity.OF_OTHERS).forEach(bool::should);
        }
        sought.beginnings().forEach(it -> bool.must(best(exactly(it), otherwise(it), Rarity.OF_OTHERS)));
        return bool.build();
    }

    private BoolQuery.Builder restricted(List<Query> filters) {
        BoolQuery.Builder bool = new BoolQuery.Builder().filter(filters).minimumShouldMatch("0");
        sought.unwanted().forEach(it -> bool.mustNot(spelledAnyhow(it)));
        if (sought.isEmpty()) {
            bool.filter(Query.of(it -> it.matchNone(none -> none)));
        }
        return bool;
    }

    /** A clause for each way to spell a word or phrase, none of which has a score. */
    static Query spelledAnyhow(Wanted wanted) {
        return any(List.of(exactly(wanted), otherwise(wanted)));
    }

    private static Query best(Query exactly, Query otherwise, int weight) {
        return Query.of(it -> it.disMax(best ->
                best.queries(constant(exactly, Fit.EXACT * weight), constant(otherwise, Fit.OTHERWISE * weight))));
    }

    private static Stream<Query> repeated(Wanted wanted, int weight) {
        return wanted.word().stream()
                .flatMap(word ->
                        Stream.of(TWICE, OFTEN).map(field -> constant(phrase(field, word), Fit.REPEATED * weight)));
    }

    private static Query exactly(Wanted wanted) {
        return any(List.of(phrase(WORDS, wanted.exact()), phrase(OLD_WORDS, wanted.exact())));
    }

    private static Query otherwise(Wanted wanted) {
        return any(wanted.others().stream()
                .map(spelling -> switch (spelling.field()) {
                    case WORDS -> phrase(WORDS, spelling.words());
                    case VARIANTS -> phrase(PARTS, spelling.words());
                })
                .toList());
    }

    private static Query exactly(Beginning beginning) {
        return any(List.of(prefix(WORDS, beginning.exact()), prefix(OLD_WORDS, beginning.exact())));
    }

    private static Query otherwise(Beginning beginning) {
        return any(List.of(prefix(WORDS, beginning.base()), prefix(PARTS, beginning.base())));
    }

    private static Query phrase(String field, String words) {
        return Query.of(it -> it.matchPhrase(phrase -> phrase.field(field).query(words)));
    }

    /** A prefix is not analysed, but looked up: the index has all beginnings of words. */
    private static Query prefix(String field, String start) {
        return Query.of(it -> it.prefix(prefix -> prefix.field(field).value(start)));
    }

    private static Query constant(Query query, int score) {
        return Query.of(
                it -> it.constantScore(constant -> constant.filter(query).boost((float) score)));
    }

    private static Query any(List<Query> queries) {
        return queries.size() == 1
                ? queries.getFirst()
                : Query.of(it -> it.bool(bool -> bool.should(queries).minimumShouldMatch("1")));
    }
}
