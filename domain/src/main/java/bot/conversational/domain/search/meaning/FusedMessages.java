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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Messages that two searches found, in one order: by how near they are plus, weighed, which share of the query's words
 * they have, the rarer a word the more. A sum, not ranks: a list of bad hits has ranks as good as one of good hits. Texts
 * are looked at only as long as the words in them could bring a message onto the page.
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
    private final Optional<FusedPosition> after;
    private final int most;
    private final Set<MessageId> found = new HashSet<>();

    /** The best ones behind the position, the worst of them first. */
    private final PriorityQueue<Fused> shown = new PriorityQueue<>(ORDER.reversed());

    private double best;

    /**
     * @param after where the page begins, when it is not the first
     * @param most how many are wanted
     */
    FusedMessages(
            QueryText terms,
            Sought sought,
            Rarity rarity,
            Calibration calibration,
            Optional<FusedPosition> after,
            int most) {
        this.terms = terms;
        this.sought = sought;
        this.rarity = rarity;
        this.calibration = calibration;
        this.after = after;
        this.most = most;
    }

    /** Adds what is near. */
    void add(Near near) {
        add(near.message(), near.title(), near.cosine(), () -> SemanticMessageSearch.highlights(terms, near));
    }

    /** Adds what was found by its words, unless it is there. */
    void add(MessageHits.Hit hit, double cosine) {
        add(hit.message(), hit.title(), cosine, hit.excerpts());
    }

    private void add(Message message, Optional<String> title, double cosine, Supplier<List<String>> highlights) {
        double nearness = calibration.nearness(cosine);
        if (!found.add(message.id()) || nearness + calibration.wordWeight() < leastShown()) {
            return;
        }
        Fused fused = new Fused(message, title, nearness + calibration.wordWeight() * share(message), highlights);
        best = Math.max(best, fused.score());
        if (after.map(position -> isBehind(fused, position)).orElse(true)) {
            shown.add(fused);
            if (shown.size() > most) {
                shown.remove();
            }
        }
    }

    /** Which of these are not there yet. */
    List<MessageId> missing(List<MessageHits.Hit> hits) {
        return hits.stream()
                .map(hit -> hit.message().id())
                .filter(id -> !found.contains(id))
                .toList();
    }

    /** What a message needs to be among the best ones. */
    private double leastShown() {
        Fused worst = shown.size() < most ? null : shown.peek();
        return worst == null ? 0 : worst.score();
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
        return best;
    }

    /** The best ones behind the position, the best first. */
    List<Fused> shown() {
        return shown.stream().sorted(ORDER).toList();
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
                it.message(), it.title(), best == 0 ? 0 : Math.min(1, it.score() / best), it.highlights());
    }
}
