package bot.conversational.domain.indexing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.Excerpts;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.QueryText;
import bot.conversational.domain.search.Words;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A full-text index that is a map, with words as plain as can be. It can be told to be away. */
public final class InMemoryMessageIndex implements MessageIndex, MessageSearch {

    private final Map<MessageId, MessageDocument> documents = new HashMap<>();

    private record Grave(UserId user, ConversationId conversation) {}

    private final Map<Grave, Long> removed = new HashMap<>();
    private boolean away;

    /** Until it is closed every call fails. */
    public Outage outage() {
        setAway(true);
        return () -> setAway(false);
    }

    private synchronized void setAway(boolean value) {
        away = value;
    }

    @Override
    public synchronized List<Rejection> write(List<IndexEntry> entries) {
        checkThere();
        for (IndexEntry entry : entries) {
            switch (entry) {
                case IndexEntry.Put put -> put(put.document());
                case IndexEntry.RemoveConversation gone -> remove(gone);
            }
        }
        return List.of();
    }

    @Override
    public synchronized void discard(UserId user, List<MessageId> messages) {
        checkThere();
        documents
                .values()
                .removeIf(it ->
                        it.user().equals(user) && messages.contains(it.message().id()));
    }

    /** All documents, as whoever audits the index sees them. */
    public synchronized List<MessageDocument> documents() {
        checkThere();
        return List.copyOf(documents.values());
    }

    private void put(MessageDocument document) {
        Message message = document.message();
        if (document.version() > removed.getOrDefault(new Grave(document.user(), message.conversationId()), -1L)) {
            documents.merge(message.id(), document, (old, now) -> now.version() > old.version() ? now : old);
        }
    }

    private void remove(IndexEntry.RemoveConversation gone) {
        removed.merge(new Grave(gone.user(), gone.conversation()), gone.version(), Math::max);
        documents
                .values()
                .removeIf(it -> it.user().equals(gone.user())
                        && it.message().conversationId().equals(gone.conversation())
                        && it.version() < gone.version());
    }

    @Override
    public synchronized MessageHits search(UserId user, MessageQuery query) {
        checkThere();
        QueryText terms = query.terms();
        List<MessageDocument> found = documents.values().stream()
                .filter(it -> it.user().equals(user))
                .filter(it -> passes(query.filters(), it))
                .filter(it ->
                        !terms.isEmpty() && Words.match(terms, it.message().content()))
                .sorted(order(query))
                .toList();
        OptionalInt start =
                query.page().after().map(after -> indexAfter(found, after)).orElse(OptionalInt.of(0));
        List<MessageDocument> rest = found.subList(
                start.orElseThrow(() -> new DomainException.Malformed("cursor is not from this search")), found.size());
        List<MessageDocument> page = rest.subList(0, Math.min(query.page().limit(), rest.size()));
        Optional<String> next = page.size() < rest.size()
                ? Optional.of(page.getLast().message().id().toString())
                : Optional.empty();
        return new MessageHits(
                page.stream().map(it -> hit(it, terms)).toList(),
                new MessageHits.Total(found.size(), true),
                facets(found),
                next,
                false);
    }

    private static MessageHits.Hit hit(MessageDocument it, QueryText terms) {
        String content = it.message().content();
        return new MessageHits.Hit(it.message(), it.title(), Words.score(terms, content), Excerpts.of(terms, content));
    }

    private static boolean passes(MessageQuery.Filters filters, MessageDocument it) {
        Message message = it.message();
        return filters.role().map(message.role()::equals).orElse(true)
                && filters.conversation().map(message.conversationId()::equals).orElse(true)
                && filters.model()
                        .map(name -> message.model().equals(Optional.of(name)))
                        .orElse(true)
                && filters.feedback()
                        .map(rating -> message.feedback().equals(Optional.of(rating)))
                        .orElse(true)
                && filters.from()
                        .map(from -> !message.createdAt().isBefore(from))
                        .orElse(true)
                && filters.to().map(message.createdAt()::isBefore).orElse(true)
                && filters.archived().map(archived -> archived == it.archived()).orElse(true);
    }

    private static Comparator<MessageDocument> order(MessageQuery query) {
        Comparator<MessageDocument> oldest = Comparator.<MessageDocument, Instant>comparing(
                        it -> it.message().createdAt())
                .thenComparing(it -> it.message().id().toString());
        return switch (query.sort()) {
            case OLDEST -> oldest;
            case NEWEST -> oldest.reversed();
            case RELEVANCE ->
                Comparator.<MessageDocument>comparingDouble(
                                it -> -Words.score(query.terms(), it.message().content()))
                        .thenComparing(oldest.reversed());
        };
    }

    private static OptionalInt indexAfter(List<MessageDocument> found, String id) {
        return IntStream.range(0, found.size())
                .filter(i -> found.get(i).message().id().toString().equals(id))
                .map(i -> i + 1)
                .findFirst();
    }

    private static Map<String, List<MessageHits.Facet>> facets(List<MessageDocument> found) {
        return Map.of(
                "role",
                facet(found, it -> Optional.of(it.role().name().toLowerCase(Locale.ROOT))),
                "model",
                facet(found, Message::model),
                "month",
                facet(
                        found,
                        it -> Optional.of(YearMonth.from(it.createdAt().atZone(ZoneOffset.UTC))
                                .toString())));
    }

    private static List<MessageHits.Facet> facet(
            List<MessageDocument> found, Function<Message, Optional<String>> value) {
        List<MessageHits.Facet> facets = new ArrayList<>();
        found.stream()
                .flatMap(it -> value.apply(it.message()).stream())
                .collect(groupingBy(Function.identity(), counting()))
                .forEach((name, count) -> facets.add(new MessageHits.Facet(name, count)));
        facets.sort(
                Comparator.comparingLong(MessageHits.Facet::count).reversed().thenComparing(MessageHits.Facet::value));
        return facets;
    }

    private void checkThere() {
        if (away) {
            throw new DomainException.Unavailable("The index is away.", null);
        }
    }
}
