package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.meaning.VectorSearch.Near;
import bot.conversational.domain.search.meaning.VectorSearch.Place;
import bot.conversational.domain.search.text.Excerpts;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds messages by what they mean, the nearest first, whatever order is asked for: without an order everything is a hit.
 * Facets are not counted, and the total is at least the number of hits shown. A position is {@code COSINE:MESSAGE:BEST},
 * of the last hit, and the best one's cosine.
 */
public final class SemanticMessageSearch implements MessageSearch {

    private static final Pattern POSITION =
            Pattern.compile("(-?[0-9.E-]{1,24}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(-?[0-9.E-]{1,24})");

    /** About two lines of a screen. */
    private static final int EXCERPT = 150;

    private record Position(Place place, double best) {}

    private final EmbeddingModel model;
    private final Calibration calibration;
    private final VectorSearch vectors;

    public SemanticMessageSearch(EmbeddingModel model, Calibration calibration, VectorSearch vectors) {
        this.model = model;
        this.calibration = calibration;
        this.vectors = vectors;
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        Optional<Position> after = query.page().after().map(SemanticMessageSearch::position);
        QueryText terms = query.terms();
        boolean filled = vectors.filled(user, model.name());
        int limit = query.page().limit();
        Embedding wanted = model.query(wanted(query));
        List<Near> near =
                vectors.nearest(user, model.name(), wanted, query.filters(), after.map(Position::place), limit + 1);
        double best = after.map(Position::best)
                .orElseGet(() -> near.isEmpty() ? 1 : near.getFirst().cosine());
        Page<Near, String> page = Page.of(near, limit, last -> spelled(last, best))
                .within(hit -> 2L * hit.message().content().length(), last -> spelled(last, best));
        List<MessageHits.Hit> hits = new ArrayList<>();
        for (Near hit : page.items()) {
            hits.add(new MessageHits.Hit(
                    hit.message(), hit.title(), calibration.relative(hit.cosine(), best), highlights(terms, hit)));
        }
        return new MessageHits(
                hits,
                new MessageHits.Total(
                        hits.size(), after.isEmpty() && page.next().isEmpty()),
                Map.of("role", List.of(), "model", List.of(), "month", List.of()),
                page.next(),
                !filled);
    }

    /** What is looked for, without the signs that only a search by words understands. */
    static String wanted(MessageQuery query) {
        String wanted = String.join(" ", query.terms().wanted());
        return wanted.isEmpty() ? query.text() : wanted;
    }

    /** Where words match, as a search by words shows them; else how the nearest passage begins. */
    static List<String> highlights(QueryText terms, Near hit) {
        List<String> marked = Excerpts.of(terms, hit.message().content());
        return marked.isEmpty()
                ? Passages.passage(hit.message().content(), hit.passage())
                        .map(passage -> List.of(Excerpts.beginning(passage, EXCERPT)))
                        .orElse(List.of())
                : marked;
    }

    private static String spelled(Near last, double best) {
        return last.cosine() + ":" + last.message().id() + ":" + best;
    }

    private static Position position(String text) {
        Matcher position = POSITION.matcher(text);
        try {
            if (position.matches()) {
                MessageId message = new MessageId(UUID.fromString(position.group(2)));
                return new Position(
                        new Place(Double.parseDouble(position.group(1)), message),
                        Double.parseDouble(position.group(3)));
            }
        } catch (NumberFormatException e) {
            throw new DomainException.Malformed("cursor is not from this search");
        }
        throw new DomainException.Malformed("cursor is not from this search");
    }
}
