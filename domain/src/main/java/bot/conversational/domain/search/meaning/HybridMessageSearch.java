package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.meaning.AskedModels.Asked;
import bot.conversational.domain.search.meaning.VectorSearch.Near;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Finds messages by their words and by what they mean at once: the first {@value #DEPTH} of both, as one list. A leg that
 * is unavailable or late is left out, and the list says that it is degraded. Where all is to be compared, meaning is not
 * left out.
 */
public final class HybridMessageSearch implements MessageSearch {

    private static final int DEPTH = 100;

    /** Of a leg, once the other one is there. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final MessageSearch keyword;
    private final VectorSearch vectors;
    private final AskedModels models;
    private final Executor threads;

    public HybridMessageSearch(MessageSearch keyword, VectorSearch vectors, AskedModels models, Executor threads) {
        this.keyword = keyword;
        this.vectors = vectors;
        this.models = models;
        this.threads = threads;
    }

    private record SemanticLeg(Asked asked, List<Near> near) {}

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        Sought sought = Sought.of(query.terms());
        Optional<FusedPosition> after = query.page().after().map(text -> FusedPosition.parse(text, sought));
        MessageQuery first = new MessageQuery(query.text(), query.filters(), Sort.RELEVANCE, PageRequest.first(DEPTH));
        Optional<String> model = after.flatMap(FusedPosition::model);
        CompletableFuture<SemanticLeg> meaning =
                CompletableFuture.supplyAsync(() -> semantic(user, first, query.reach(), model), threads);
        Optional<MessageHits> words = words(user, first);
        Optional<SemanticLeg> meant = result(meaning, query.reach());
        if (meant.isEmpty() && (words.isEmpty() || query.reach() == Reach.ALL)) {
            throw new DomainException.Unavailable("Search is unavailable.", null);
        }
        Rarity rarity = after.map(FusedPosition::rarity)
                .or(() -> words.flatMap(MessageHits::rarity))
                .orElseGet(() -> Rarity.even(sought));
        Calibration calibration = meant.map(leg -> leg.asked().calibration())
                .orElseGet(() -> models.wanted().calibration());
        FusedMessages fused = new FusedMessages(
                query.terms(), sought, rarity, calibration, after, query.page().limit() + 1);
        meant.ifPresent(leg -> leg.near().forEach(fused::add));
        words.ifPresent(hits -> {
            Map<MessageId, Double> cosines = meant.map(leg -> cosines(user, leg, fused.missing(hits.items())))
                    .orElse(Map.of());
            hits.items()
                    .forEach(hit ->
                            fused.add(hit, cosines.getOrDefault(hit.message().id(), -1.0)));
        });
        return page(query, fused, after, words, meant);
    }

    private static MessageHits page(
            MessageQuery query,
            FusedMessages fused,
            Optional<FusedPosition> after,
            Optional<MessageHits> words,
            Optional<SemanticLeg> meant) {
        double best = after.map(FusedPosition::best).orElseGet(fused::best);
        int limit = query.page().limit();
        Optional<String> model = after.map(FusedPosition::model)
                .orElseGet(() -> meant.map(leg -> leg.asked().name()));
        Function<FusedMessages.Fused, FusedPosition> position = it -> fused.position(it, best, model);
        Page<FusedMessages.Fused, FusedPosition> page = Page.of(fused.shown(), limit, position)
                .within(it -> 2L * it.message().content().length(), position);
        List<MessageHits.Hit> hits =
                page.items().stream().map(it -> fused.hit(it, best)).toList();
        return new MessageHits(
                hits,
                new MessageHits.Total(fused.size(), false),
                words.map(MessageHits::facets)
                        .orElse(Map.of("role", List.of(), "model", List.of(), "month", List.of())),
                page.next().map(FusedPosition::text),
                words.map(MessageHits::degraded).orElse(true)
                        || meant.map(leg -> !leg.asked().whole()).orElse(true),
                Optional.empty(),
                Optional.of(fused.begin(best, model).text()));
    }

    private Optional<MessageHits> words(UserId user, MessageQuery query) {
        try {
            return Optional.of(keyword.search(user, query));
        } catch (DomainException.Unavailable away) {
            return Optional.empty();
        }
    }

    private SemanticLeg semantic(UserId user, MessageQuery query, Reach reach, Optional<String> model) {
        String text = SemanticMessageSearch.wanted(query);
        Asked asked = model.map(name -> models.askAgain(user, text, name)).orElseGet(() -> models.ask(user, text));
        return new SemanticLeg(
                asked,
                vectors.nearest(user, asked.name(), asked.query(), query.filters(), reach, Optional.empty(), DEPTH));
    }

    private static Optional<SemanticLeg> result(CompletableFuture<SemanticLeg> leg, Reach reach) {
        Duration patience = reach == Reach.ALL ? reach.limit() : PATIENCE;
        try {
            return Optional.of(leg.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DomainException.Unavailable) {
                return Optional.empty();
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException.Unavailable("The node is shutting down.", e);
        }
    }

    /** How near those are that only their words found; without an answer they count as far. */
    private Map<MessageId, Double> cosines(UserId user, SemanticLeg leg, List<MessageId> messages) {
        try {
            Asked asked = leg.asked();
            return messages.isEmpty() ? Map.of() : vectors.cosines(user, asked.name(), asked.query(), messages);
        } catch (DomainException.Unavailable away) {
            return Map.of();
        }
    }
}
