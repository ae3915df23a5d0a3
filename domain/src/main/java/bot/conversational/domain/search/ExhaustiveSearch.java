package bot.conversational.domain.search;

import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.Fit;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.search.text.TextWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Searches a user's messages by looking at each, where there is no index. */
public final class ExhaustiveSearch {

    private final MessageQuery query;
    private final Sought sought;
    private final Optional<HitPosition> after;

    private record Match(MessageDocument document, Fit fit) {}

    /** @throws bot.conversational.domain.shared.DomainException.Malformed when the page's position is invalid */
    public ExhaustiveSearch(MessageQuery query) {
        this.query = query;
        sought = Sought.of(query.terms());
        after = query.page().after().map(text -> HitPosition.parse(query.sort(), sought, text));
    }

    /**
     * A page of hits, with the totals of all documents.
     *
     * @param documents of the user; those that the filters exclude are passed over
     * @param all how many messages pass the filters, whatever they say
     */
    public MessageHits page(List<MessageDocument> documents, long all) {
        List<Match> matches = documents.stream()
                .filter(query.filters()::pass)
                .flatMap(it ->
                        Fit.of(sought, TextWords.of(it.message().content())).map(fit -> new Match(it, fit)).stream())
                .toList();
        Rarity rarity = after.map(HitPosition::rarity).orElseGet(() -> rarity(matches, all));
        FoundMessages found = new FoundMessages(query, rarity, after);
        matches.forEach(it -> found.addMatch(it.document(), it.fit()));
        return found.page(new MessageHits.Total(0, true), Map.of());
    }

    private Rarity rarity(List<Match> matches, long all) {
        if (query.sort() != Sort.RELEVANCE || !sought.hasChoice()) {
            return Rarity.even(sought);
        }
        List<Long> having = IntStream.range(0, sought.words().size())
                .mapToObj(i -> matches.stream()
                        .filter(it -> it.fit().words().get(i) > 0)
                        .count())
                .toList();
        return Rarity.of(having, all);
    }
}
