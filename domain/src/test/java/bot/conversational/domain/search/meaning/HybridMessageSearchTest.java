package bot.conversational.domain.search.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HybridMessageSearchTest {

    private static final UserId USER = new UserId(UUID.randomUUID());
    private static final ConversationId CONVERSATION = new ConversationId(UUID.randomUUID());

    private final HashedEmbeddings model = new HashedEmbeddings("hashed");
    private final Calibration calibration = new Calibration(0, 0.5);
    private final List<Message> messages = new ArrayList<>();
    private boolean wordsAway;

    /** All messages in which the query's first word is. */
    private final MessageSearch words = (user, query) -> {
        if (wordsAway) {
            throw new DomainException.Unavailable("The index is away.", null);
        }
        String word = query.terms().words().getFirst();
        Sought sought = Sought.of(query.terms());
        List<MessageHits.Hit> hits = messages.stream()
                .filter(it -> it.content().contains(word))
                .map(it -> new MessageHits.Hit(it, Optional.empty(), 1, List.of("<em>" + word + "</em>")))
                .toList();
        return new MessageHits(
                hits,
                new MessageHits.Total(hits.size(), true),
                Map.of(),
                Optional.empty(),
                false,
                Optional.of(Rarity.even(sought)));
    };

    private final VectorSearch vectors = new VectorSearch() {
        @Override
        public List<Near> nearest(
                UserId user, String name, Embedding query, Filters filters, Optional<Place> after, int limit) {
            return messages.stream()
                    .map(it -> new Near(it, Optional.empty(), query.cosine(model.query(it.content())), 0))
                    .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                    .limit(2)
                    .toList();
        }

        @Override
        public List<NearConversation> related(UserId user, String name, ConversationId conversation, int limit) {
            return List.of();
        }

        @Override
        public Map<MessageId, Double> cosines(UserId user, String name, Embedding query, List<MessageId> ids) {
            Map<MessageId, Double> cosines = new HashMap<>();
            messages.stream()
                    .filter(it -> ids.contains(it.id()))
                    .forEach(it -> cosines.put(it.id(), query.cosine(model.query(it.content()))));
            return cosines;
        }

        @Override
        public boolean filled(UserId user, String name) {
            return true;
        }
    };

    private final HybridMessageSearch search =
            new HybridMessageSearch(words, vectors, model, calibration, Runnable::run);

    private Message say(String text) {
        Message message = Message.question(
                new MessageId(UUID.randomUUID()),
                new TreePosition(CONVERSATION, messages.size() + 1, Optional.empty()),
                Content.of(text),
                Instant.EPOCH);
        messages.add(message);
        return message;
    }

    private MessageHits found(String text, int limit, Optional<String> after) {
        return search.search(
                USER, new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, new PageRequest<>(limit, after)));
    }

    private List<Message> messagesFound(String text) {
        return found(text, 50, Optional.empty()).items().stream()
                .map(MessageHits.Hit::message)
                .toList();
    }

    @Test
    void listShouldHaveWhatEitherWayFindsEachOnce() {
        Message both = say("alpha beta gamma");
        Message near = say("beta gamma");
        say("nothing of that");
        Message byWord = say("alpha and much else that moves it far away from what is looked for here");

        assertThat(messagesFound("alpha beta gamma")).containsExactly(both, near, byWord);
        assertThat(QueryText.parse("alpha beta gamma").words()).hasSize(3);
    }

    @Test
    void pagesShouldGoOnWhereTheyEnded() {
        for (int i = 0; i < 5; i++) {
            say("alpha number " + i);
        }
        List<Message> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            MessageHits page = found("alpha", 2, after);
            page.items().forEach(hit -> paged.add(hit.message()));
            after = page.next();
        } while (after.isPresent());

        assertThat(paged).containsExactlyElementsOf(messagesFound("alpha")).hasSize(5);
        assertThatThrownBy(() -> found("alpha", 2, Optional.of("0.5:x"))).isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void legThatIsAwayShouldBeLeftOutAndSaid() {
        Message message = say("alpha beta");
        wordsAway = true;
        MessageHits byMeaning = found("alpha beta", 10, Optional.empty());
        assertThat(byMeaning.items()).extracting(MessageHits.Hit::message).contains(message);
        assertThat(byMeaning.degraded()).isTrue();

        try (Outage outage = model.outage()) {
            assertThatThrownBy(() -> found("alpha beta", 10, Optional.empty()))
                    .isInstanceOf(DomainException.Unavailable.class);
            wordsAway = false;
            MessageHits byWords = found("alpha", 10, Optional.empty());
            assertThat(byWords.items()).extracting(MessageHits.Hit::message).containsExactly(message);
            assertThat(byWords.degraded()).isTrue();
        }
        assertThat(found("alpha", 10, Optional.empty()).degraded()).isFalse();
    }
}
