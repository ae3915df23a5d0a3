package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.search.HitPosition;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.search.text.Wanted;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.aggregations.FiltersBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How rare words are among all messages of a user, counted by the server and remembered for a minute: who searches asks
 * for the same words again, with one more word or another filter.
 */
final class WordWeights {

    private static final String HAVING = "having";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 20_000;

    private record Key(UserId user, String word) {}

    private final SearchServer server;
    private final Cache<Key, Integer> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    WordWeights(SearchServer server) {
        this.server = server;
    }

    /** The weights of a list: those that it began with, or else those of now, for which the server may be called. */
    Rarity of(UserId user, Sort sort, Sought sought, Optional<HitPosition> after) {
        if (after.isPresent()) {
            return after.get().rarity();
        }
        if (sort != Sort.RELEVANCE || !sought.hasChoice()) {
            return Rarity.even(sought);
        }
        Map<Key, Integer> weights = new HashMap<>(known.getAllPresent(
                sought.words().stream().map(word -> key(user, word)).toList()));
        List<Wanted> unknown = sought.words().stream()
                .filter(word -> !weights.containsKey(key(user, word)))
                .toList();
        if (!unknown.isEmpty()) {
            weights.putAll(count(user, unknown));
        }
        return new Rarity(sought.words().stream()
                .map(word -> weights.getOrDefault(key(user, word), Rarity.OF_OTHERS))
                .toList());
    }

    private Map<Key, Integer> count(UserId user, List<Wanted> words) {
        SearchResponse<StoredMessage> counted = server.send(counting(user, words));
        @Nullable TotalHits all = counted.hits().total();
        List<FiltersBucket> having = Optional.ofNullable(counted.aggregations().get(HAVING))
                .map(it -> it.filters().buckets().array())
                .orElseThrow(() -> new DomainException.Broken("The search index did not count words.", null));
        Map<Key, Integer> weights = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            int weight = Rarity.weight(having.get(i).docCount(), all == null ? 0 : all.value());
            weights.put(key(user, words.get(i)), weight);
        }
        known.putAll(weights);
        return weights;
    }

    private SearchRequest counting(UserId user, List<Wanted> words) {
        List<Query> spelled =
                words.stream().map(MatchingMessages::spelledAnyhow).toList();
        return server.request(user)
                .query(own -> own.bool(bool -> bool.filter(MessageFilters.of(user, Filters.NONE))))
                .aggregations(HAVING, having -> having.filters(it -> it.filters(each -> each.array(spelled))))
                .trackTotalHits(track -> track.enabled(true))
                .size(0)
                .build();
    }

    private static Key key(UserId user, Wanted word) {
        return new Key(user, word.exact());
    }
}
