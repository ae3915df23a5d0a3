package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.meaning.AskedModels.Asked;
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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds messages by what they mean, the nearest first, whatever order is asked for: without an order everything is a hit.
 * Facets are not counted, and the total is at least the number of hits shown. A position is {@code
 * COSINE:MESSAGE:BEST:MODEL}, of the last hit, the best one's cosine, and the model that both are of.
 */
public final class SemanticMessageSearch implements MessageSearch {

    private static final Pattern POSITION =
            Pattern.compile("(-?[0-9.E-]{1,24}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(-?[0-9.E-]{1,24}):(.+)");

    /** In front of every hit. */
    private static final Place BEGIN = new Place(2, new MessageId(new UUID(0, 0)));

    /** About two lines of a screen. */
    private static final int EXCERPT = 150;

    private record Position(Place place, double best, String model) {

        String text() {
            return place.cosine() + ":" + place.message() + ":" + best + ":" + model;
        }
    }

    private final AskedModels models;
    private final VectorSearch vectors;

    public SemanticMessageSearch(AskedModels models, VectorSearch vectors) {
        this.models = models;
        this.vectors = vectors;
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        Optional<Position> after = query.page().after().map(SemanticMessageSearch::position);
        QueryText terms = query.terms();
        int limit = query.page().limit();
        Asked asked = after.map(position -> models.askAgain(user, wanted(query), position.model()))
                .orElseGet(() -> models.ask(user, wanted(query)));
        List<Near> near = vectors.nearest(
                user,
                asked.name(),
                asked.query(),
                query.filters(),
                query.reach(),
                after.map(Position::place),
                limit + 1);
        double best = after.map(Position::best)
                .orElseGet(() -> near.isEmpty() ? 1 : near.getFirst().cosine());
        Function<Near, String> position =
                last -> new Position(new Place(last.cosine(), last.message().id()), best, asked.name()).text();
        Page<Near, String> page = Page.of(near, limit, position)
                .within(hit -> 2L * hit.message().content().length(), position);
        List<MessageHits.Hit> hits = new ArrayList<>();
        for (Near hit : page.items()) {
            hits.add(new MessageHits.Hit(
                    hit.message(),
                    hit.title(),
                    asked.calibration().relative(hit.cosine(), best),
                    () -> highlights(terms, hit)));
        }
        return new MessageHits(
                hits,
                new MessageHits.Total(
                        hits.size(), after.isEmpty() && page.next().isEmpty()),
                Map.of("role", List.of(), "model", List.of(), "month", List.of()),
                page.next(),
                !asked.whole(),
                Optional.empty(),
                Optional.of(new Position(BEGIN, best, asked.name()).text()));
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

    private static Position position(String text) {
        Matcher position = POSITION.matcher(text);
        try {
            if (position.matches()) {
                MessageId message = new MessageId(UUID.fromString(position.group(2)));
                return new Position(
                        new Place(Double.parseDouble(position.group(1)), message),
                        Double.parseDouble(position.group(3)),
                        position.group(4));
            }
        } catch (NumberFormatException e) {
            throw new DomainException.Malformed("cursor is not from this search");
        }
        throw new DomainException.Malformed("cursor is not from this search");
    }
}
