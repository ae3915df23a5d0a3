package bot.conversational.domain.search;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.HitPosition.Rank;
import bot.conversational.domain.search.MessageHits.Facet;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.Excerpts;
import bot.conversational.domain.search.text.Fit;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.search.text.TextWords;
import bot.conversational.domain.shared.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages found for a page, by an index or by looking at them, each only once. They are put in one order here: a
 * message has the same rank in the list wherever it was found.
 */
public final class FoundMessages {

    private final MessageQuery query;
    private final Rarity rarity;
    private final Optional<HitPosition> after;
    private final List<Found> found = new ArrayList<>();
    private final List<Message> looked = new ArrayList<>();

    private record Found(Rank rank, Message message, Optional<String> title, long bytes) {}

    /**
     * @param rarity by which the list is ordered
     * @param after where the page begins, when it is not the first
     */
    public FoundMessages(MessageQuery query, Rarity rarity, Optional<HitPosition> after) {
        this.query = query;
        this.rarity = rarity;
        this.after = after;
    }

    /**
     * Adds a message that an index found, at its rank there.
     *
     * @param bytes of it in memory
     */
    public void add(Rank rank, Message message, Optional<String> title, long bytes) {
        found.add(new Found(rank, message, title, bytes));
    }

    /** Looks at documents that no index was asked for, and adds those that match and come behind the position. */
    public void addMatching(Sought sought, List<MessageDocument> documents) {
        documents.stream()
                .filter(query.filters()::pass)
                .forEach(it ->
                        Fit.of(sought, TextWords.of(it.message().content())).ifPresent(fit -> addMatch(it, fit)));
    }

    /** Adds a document that is known to match, if it comes behind the position. */
    void addMatch(MessageDocument document, Fit fit) {
        Message message = document.message();
        int score = query.sort() == Sort.RELEVANCE ? fit.score(rarity) : 0;
        Rank rank = new Rank(score, message.createdAt().toEpochMilli(), message.id());
        looked.add(message);
        if (after.isEmpty()
                || Rank.order(query.sort()).compare(rank, after.get().rank()) > 0) {
            add(rank, message, document.title(), 2L * message.content().length());
        }
    }

    /**
     * The page.
     *
     * @param total how many messages the index found
     * @param facets of those
     */
    public MessageHits page(MessageHits.Total total, Map<String, List<Facet>> facets) {
        QueryText terms = query.terms();
        found.sort(Comparator.comparing(Found::rank, Rank.order(query.sort())));
        int best = after.map(HitPosition::best)
                .orElse(found.isEmpty() ? 0 : found.getFirst().rank().score());
        Page<Found, String> page = Page.of(found, query.page().limit(), it -> position(it, best))
                .within(Found::bytes, it -> position(it, best));
        return new MessageHits(
                page.items().stream().map(it -> hit(it, terms, best)).toList(),
                new MessageHits.Total(total.value() + looked.size(), total.exact()),
                withLooked(facets),
                page.next(),
                false,
                Optional.of(rarity));
    }

    private String position(Found last, int best) {
        return new HitPosition(last.rank(), rarity, best).text(query.sort());
    }

    private static MessageHits.Hit hit(Found it, QueryText terms, int best) {
        return new MessageHits.Hit(
                it.message(),
                it.title(),
                it.rank().share(best),
                () -> Excerpts.of(terms, it.message().content()));
    }

    private Map<String, List<Facet>> withLooked(Map<String, List<Facet>> facets) {
        Map<String, List<Facet>> sums = new HashMap<>(MessageFacets.of(looked));
        facets.forEach((name, counted) -> sums.merge(name, counted, MessageFacets::sum));
        return sums;
    }
}
