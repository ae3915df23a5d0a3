package bot.conversational.domain.search;

import static org.awaitility.Awaitility.await;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Searches of two users at the same time, for messages and for conversations, of which some go on at a page's end, their
 * own or the other's. Notes whatever a user is shown that is not his: messages, conversations, texts, and counts.
 */
public final class RandomSearches {

    private static final int THREADS_EACH = 2;

    private final MessageSearch messages;
    private final ConversationSearch conversations;
    private final Map<String, String> positions = new ConcurrentHashMap<>();
    private final Queue<String> foreign = new ConcurrentLinkedQueue<>();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicInteger continued = new AtomicInteger();

    public RandomSearches(MessageSearch messages, ConversationSearch conversations) {
        this.messages = messages;
        this.conversations = conversations;
    }

    /** Lets each of the two search so often; the same seed asks the same, but for who is faster. */
    public RandomSearches run(long seed, int each, ModelBasedIndex one, ModelBasedIndex two) {
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS_EACH)) {
            for (int i = 0; i < THREADS_EACH; i++) {
                int share = each / THREADS_EACH + (i < each % THREADS_EACH ? 1 : 0);
                Random ofOne = new Random(seed + i);
                Random ofTwo = new Random(-seed - i);
                threads.execute(() -> search(ofOne, share, one, two));
                threads.execute(() -> search(ofTwo, share, two, one));
            }
        }
        return this;
    }

    private void search(Random random, int times, ModelBasedIndex own, ModelBasedIndex other) {
        RandomQueries queries = new RandomQueries(random, own, other);
        for (int i = 0; i < times; i++) {
            MessageQuery query = queries.next();
            boolean discovery = random.nextInt(4) == 0;
            Optional<String> position = random.nextInt(3) == 0
                    ? position(random.nextBoolean() ? own : other, query, discovery)
                    : Optional.empty();
            MessageQuery asked = query.from(new PageRequest<>(query.page().limit(), position));
            try {
                Optional<String> next =
                        discovery ? discover(own, other, asked) : search(own, other, asked, position.isEmpty());
                next.ifPresent(it -> positions.put(key(own, query, discovery), it));
            } catch (DomainException.Malformed refused) {
                checkRefusable(position, query);
            } catch (RuntimeException e) {
                foreign.add("not even an answer: " + e);
            }
            searches.incrementAndGet();
        }
    }

    private Optional<String> position(ModelBasedIndex of, MessageQuery query, boolean discovery) {
        Optional<String> position = Optional.ofNullable(positions.get(key(of, query, discovery)));
        position.ifPresent(it -> continued.incrementAndGet());
        return position;
    }

    private static String key(ModelBasedIndex of, MessageQuery query, boolean discovery) {
        return of.user() + " " + query.sort() + " " + discovery;
    }

    private Optional<String> search(
            ModelBasedIndex own, ModelBasedIndex other, MessageQuery query, boolean fromTheStart) {
        MessageHits hits = patiently(() -> messages.search(own.user(), query));
        hits.items().forEach(hit -> {
            checkMessage(own, hit.message().id(), query);
            checkConversation(own, hit.message().conversationId(), query);
            checkTexts(other, hit.highlights(), query);
        });
        hits.facets().getOrDefault("model", List.of()).stream()
                .filter(facet -> facet.value().equals(other.model()))
                .forEach(facet -> foreign.add("the facet of a model for " + query.text()));
        if (fromTheStart && hits.next().isEmpty() && hits.total().exact()) {
            checkCounts(hits, query);
        }
        found.addAndGet(hits.items().size());
        return hits.next();
    }

    private Optional<String> discover(ModelBasedIndex own, ModelBasedIndex other, MessageQuery query) {
        ConversationHits hits = patiently(() -> conversations.search(own.user(), query));
        hits.items().forEach(hit -> {
            checkConversation(own, hit.conversation(), query);
            hit.passages().forEach(passage -> {
                checkMessage(own, passage.message(), query);
                checkTexts(other, passage.highlights(), query);
            });
        });
        found.addAndGet(hits.items().size());
        return hits.next();
    }

    private void checkMessage(ModelBasedIndex own, MessageId id, MessageQuery query) {
        if (!own.messages().contains(id)) {
            foreign.add("a message for " + query.text());
        }
    }

    private void checkConversation(ModelBasedIndex own, ConversationId id, MessageQuery query) {
        if (!own.conversations().contains(id)) {
            foreign.add("a conversation for " + query.text());
        }
    }

    private void checkTexts(ModelBasedIndex other, List<String> highlights, MessageQuery query) {
        if (highlights.stream().anyMatch(it -> it.contains(other.sign()))) {
            foreign.add("a text for " + query.text());
        }
    }

    /** A position may be refused that is none of this search; without one there is nothing to refuse. */
    private void checkRefusable(Optional<String> position, MessageQuery query) {
        if (position.isEmpty()) {
            foreign.add("a refusal for " + query.text());
        }
    }

    /** All that was found is on this page, so that nothing else can have been counted. */
    private void checkCounts(MessageHits hits, MessageQuery query) {
        int shown = hits.items().size();
        if (hits.total().value() != shown) {
            foreign.add("a total of " + hits.total().value() + " instead of " + shown + " for " + query.text());
        }
        hits.facets().forEach((name, facet) -> {
            if (facet.stream().mapToLong(MessageHits.Facet::count).sum() > shown) {
                foreign.add("a count by " + name + " for " + query.text());
            }
        });
    }

    /** A machine that is busy elsewhere may take longer than a search may; that is not what is looked at. */
    private static <T> T patiently(Supplier<T> search) {
        try {
            return search.get();
        } catch (DomainException.Unavailable tooSlow) {
            return await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(DomainException.Unavailable.class)
                    .until(search::get, it -> true);
        }
    }

    /** What was shown to one who it does not belong to. */
    public List<String> foreign() {
        return List.copyOf(foreign);
    }

    public int searches() {
        return searches.get();
    }

    /** Messages and conversations found altogether. */
    public int found() {
        return found.get();
    }

    /** How many searches went on where a search, one's own or the other's, had stopped. */
    public int continued() {
        return continued.get();
    }
}
