package bot.conversational.domain.search.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.text.QueryText;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HybridMessageSearchTest {

    private final HashedEmbeddings model = new HashedEmbeddings("hashed");
    private final GivenModels models = new GivenModels(model);
    private final ListedMessages vectors = new ListedMessages();
    private boolean wordsAway;

    /** All messages in which the query's first word is. */
    private final MessageSearch words = (user, query) -> {
        if (wordsAway) {
            throw new DomainException.Unavailable("The index is away.", null);
        }
        String word = query.terms().words().getFirst();
        Sought sought = Sought.of(query.terms());
        List<MessageHits.Hit> hits = vectors.messages().stream()
                .filter(it -> it.content().contains(word))
                .map(it -> new MessageHits.Hit(it, Optional.empty(), 1, () -> List.of("<em>" + word + "</em>")))
                .toList();
        return new MessageHits(
                hits,
                new MessageHits.Total(hits.size(), true),
                Map.of(),
                Optional.empty(),
                false,
                Optional.of(Rarity.even(sought)));
    };

    private final HybridMessageSearch search =
            new HybridMessageSearch(words, vectors, new AskedModels(models, vectors), Runnable::run);

    @BeforeEach
    void fill() {
        vectors.fill(model.name());
        vectors.giveOnly(2);
    }

    private Message say(String text) {
        return vectors.say(text);
    }

    private MessageHits found(String text, int limit, Optional<String> after) {
        return search.search(
                ListedMessages.USER,
                new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, new PageRequest<>(limit, after)));
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

    private static List<List<Object>> told(MessageHits hits) {
        return hits.items().stream()
                .map(hit -> List.<Object>of(hit.message(), hit.score(), hit.highlights()))
                .toList();
    }

    /** A short page looks at few texts: those that could not get onto it are passed over. */
    @Test
    void shortPagesShouldHaveTheOrderOfALongOne() {
        vectors.giveOnly(40);
        for (int i = 0; i < 60; i++) {
            say(i % 3 == 0 ? "alpha beta and much else that is not near it " + i : "alpha " + i);
        }
        List<List<Object>> whole = told(found("alpha beta", 100, Optional.empty()));

        List<List<Object>> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            MessageHits page = found("alpha beta", 4, after);
            paged.addAll(told(page));
            after = page.next();
        } while (after.isPresent());

        assertThat(paged).hasSizeGreaterThan(30).isEqualTo(whole);
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

    @Test
    void listShouldGoOnByTheModelThatItBeganWith() {
        for (int i = 0; i < 5; i++) {
            say("alpha number " + i);
        }
        models.add(new HashedEmbeddings("next:latest"));
        models.want("next:latest");
        vectors.former("hashed");
        MessageHits first = found("alpha", 2, Optional.empty());
        vectors.fill("next:latest");

        MessageHits second = found("alpha", 2, first.next());
        assertThat(found("alpha", 2, Optional.empty()).degraded()).isFalse();

        assertThat(first.degraded()).isFalse();
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(vectors.comparedBy()).containsExactly("hashed", "hashed", "next:latest");
        vectors.giveUp("hashed");
        assertThatThrownBy(() -> found("alpha", 2, second.next())).isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void listShouldBeginAgainWhereItSays() {
        for (int i = 0; i < 5; i++) {
            say("alpha number " + i);
        }
        MessageHits first = found("alpha", 3, Optional.empty());

        assertThat(told(found("alpha", 3, first.begin()))).isEqualTo(told(first));
    }

    @Test
    void meaningShouldNotBeLeftOutWhereAllIsToBeCompared() {
        say("alpha beta");
        MessageQuery all = new MessageQuery("alpha", Filters.NONE, Sort.RELEVANCE, Reach.ALL, PageRequest.first(10));
        assertThat(search.search(ListedMessages.USER, all).items()).hasSize(1);
        vectors.failForAll();

        assertThatThrownBy(() -> search.search(ListedMessages.USER, all))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(found("alpha", 10, Optional.empty()).degraded()).isFalse();
    }
}
