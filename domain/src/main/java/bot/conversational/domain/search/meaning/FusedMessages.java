package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.meaning.VectorSearch.Near;
import bot.conversational.domain.search.text.Fit;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.search.text.TextWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Messages that two searches found, in one order: by how near they are plus, weighed, which share of the query's words
 * they have, the rarer a word the more. A sum, not ranks: a list of bad hits has ranks as good as one of good hits.
 */
final class FusedMessages {

    private static final Comparator<Fused> ORDER = Comparator.comparingDouble(Fused::score)
            .reversed()
            .thenComparing(it -> it.message().id().toString());

    /** @param highlights worked out for those that are shown */
    record Fused(Message message, Optional<String> title, double score, Supplier<List<String>> highlights) {}

    private final QueryText terms;
    private final Sought sought;
    private final Rarity rarity;
    private final Calibration calibration;
    private final Map<MessageId, Fused> found = new LinkedHashMap<>();

    FusedMessages(QueryText terms, Sought sought, Rarity rarity, Calibration calibration) {
        this.terms = terms;
        this.sought = sought;
        this.rarity = rarity;
        this.calibration = calibration;
    }

    /** Adds what is near. */
    void add(Near near) {
        put(near.message(), near.title(), near.cosine(), () -> SemanticMessageSearch.highlights(terms, near));
    }

    /** Adds what was found by its words, unless it is there. */
    void add(MessageHits.Hit hit, double cosine) {
        if (!found.containsKey(hit.message().id())) {
            put(hit.message(), hit.title(), cosine, hit::highlights);
        }
    }

    private void put(Message message, Optional<String> title, double cosine, Supplier<List<String>> highlights) {
        double score = calibration.nearness(cosine) + calibration.wordWeight() * share(message);
        found.put(message.id(), new Fused(message, title, score, highlights));
    }

    /** Which of these are not there yet. */
    List<MessageId> missing(List<MessageHits.Hit> hits) {
        return hits.stream()
                .map(hit -> hit.message().id())
                .filter(id -> !found.containsKey(id))
                .toList();
    }

    /** Which share of the query's words a message has, from 0 to 1. */
    private double share(Message message) {
        return Fit.of(sought, TextWords.of(message.content()))
                .map(fit -> fit.share(rarity))
                .orElse(0.0);
    }

    int size() {
        return found.size();
    }

    double best() {
        return found.values().stream().mapToDouble(Fused::score).max().orElse(0);
    }

    /** The best ones behind a position, at most so many. */
    List<Fused> behind(Optional<FusedPosition> after, int limit) {
        List<Fused> all = new ArrayList<>(found.values());
        all.sort(ORDER);
        return all.stream()
                .filter(it -> after.map(position -> isBehind(it, position)).orElse(true))
                .limit(limit)
                .toList();
    }

    private static boolean isBehind(Fused it, FusedPosition position) {
        int order = Double.compare(position.score(), it.score());
        return order > 0
                || (order == 0
                        && it.message()
                                        .id()
                                        .toString()
                                        .compareTo(position.message().toString())
                                > 0);
    }

    FusedPosition position(Fused last, double best, Optional<String> model) {
        return new FusedPosition(last.score(), last.message().id(), best, rarity, model);
    }

    FusedPosition begin(double best, Optional<String> model) {
        return FusedPosition.begin(best, rarity, model);
    }

    MessageHits.Hit hit(Fused it, double best) {
        return new MessageHits.Hit(
                it.message(),
                it.title(),
                best == 0 ? 0 : Math.min(1, it.score() / best),
                it.highlights().get());
    }
}
