package bot.conversational.domain.search.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.ConversationHits;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.SearchMessages;
import bot.conversational.domain.search.SearchMode;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists by nearness, while one model takes over from another. */
class SemanticMessageSearchTest {

    private static final String OLD = "old";
    private static final String NEW = "new:latest";

    private final HashedEmbeddings former = new HashedEmbeddings(OLD);
    private final GivenModels models = new GivenModels(new HashedEmbeddings(NEW));
    private final ListedMessages vectors = new ListedMessages();
    private final SemanticMessageSearch search = new SemanticMessageSearch(new AskedModels(models, vectors), vectors);

    private MessageHits found(int limit, Optional<String> after) {
        return search.search(ListedMessages.USER, query(Reach.NEWEST, new PageRequest<>(limit, after)));
    }

    private static MessageQuery query(Reach reach, PageRequest<String> page) {
        return new MessageQuery("alpha beta", Filters.NONE, Sort.RELEVANCE, reach, page);
    }

    private void speak() {
        for (int i = 0; i < 5; i++) {
            vectors.say("alpha" + " beta".repeat(i));
        }
    }

    private void fillInTheFormer() {
        models.add(former);
        vectors.former(OLD);
        vectors.fill(OLD);
    }

    @Test
    void wantedModelShouldBeAskedWithOneQuestionWhenTheUserIsFilledInIt() {
        speak();
        fillInTheFormer();
        vectors.fill(NEW);

        assertThat(found(10, Optional.empty()).degraded()).isFalse();
        assertThat(vectors.comparedBy()).containsExactly(NEW);
        assertThat(vectors.questions()).isEqualTo(1);
        assertThat(models.loaded()).isEmpty();
    }

    @Test
    void formerModelShouldBeAskedUntilThen() {
        speak();
        fillInTheFormer();

        assertThat(found(10, Optional.empty()).degraded()).isFalse();
        assertThat(vectors.comparedBy()).containsExactly(OLD);
        assertThat(vectors.questions()).isEqualTo(2);
    }

    @Test
    void formerModelThatTheUserIsNotFilledInShouldBePassedOver() {
        speak();
        models.add(former);
        vectors.former(OLD);

        assertThat(found(10, Optional.empty()).degraded()).isTrue();
        assertThat(vectors.comparedBy()).containsExactly(NEW);
    }

    @Test
    void formerModelThatThisNodeCannotUseShouldBePassedOver() {
        speak();
        vectors.former("unknown");
        vectors.fill("unknown");
        assertThat(found(10, Optional.empty()).degraded()).isTrue();

        fillInTheFormer();
        assertThat(found(10, Optional.empty()).degraded()).isFalse();
        try (Outage outage = former.outage()) {
            assertThat(found(10, Optional.empty()).degraded()).isTrue();
        }
        assertThat(vectors.comparedBy()).containsExactly(NEW, OLD, NEW);
    }

    @Test
    void listShouldGoOnByTheModelThatItBeganWithWhileThatIsThere() {
        speak();
        fillInTheFormer();
        MessageHits first = found(2, Optional.empty());
        vectors.fill(NEW);
        MessageHits second = found(2, first.next());
        MessageHits anew = found(2, Optional.empty());

        assertThat(vectors.comparedBy()).containsExactly(OLD, OLD, NEW);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.degraded()).isFalse();

        vectors.giveUp(OLD);
        assertThatThrownBy(() -> found(2, second.next())).isInstanceOf(DomainException.Malformed.class);
        assertThat(found(2, anew.next()).items()).hasSize(2);
        assertThatThrownBy(() -> found(2, Optional.of("0.5:x:1:old"))).isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void conversationsShouldGoOnByTheModelThatTheirListBeganWith() {
        speak();
        fillInTheFormer();
        GroupedMessageSearch conversations = new GroupedMessageSearch(search);
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ConversationHits page =
                    conversations.search(ListedMessages.USER, query(Reach.NEWEST, new PageRequest<>(2, after)));
            page.items().forEach(hit -> found.add(hit.conversation().toString()));
            vectors.fill(NEW);
            after = page.next();
        } while (after.isPresent());

        assertThat(found).hasSize(5).doesNotHaveDuplicates();
        assertThat(vectors.comparedBy()).containsExactly(OLD, OLD, OLD);
    }

    @Test
    void relatedShouldBeOfTheSameModel() {
        fillInTheFormer();
        AskedModels asked = new AskedModels(models, vectors);

        assertThat(asked.choose(ListedMessages.USER).name()).isEqualTo(OLD);
        vectors.fill(NEW);
        assertThat(asked.choose(ListedMessages.USER).name()).isEqualTo(NEW);
    }

    @Test
    void onlyAComparisonShouldHaveAReach() {
        Message message = vectors.say("alpha beta");
        vectors.fill(NEW);
        SearchMessages messages = new SearchMessages(Map.of(SearchMode.SEMANTIC, search, SearchMode.KEYWORD, search));
        MessageQuery all = query(Reach.ALL, PageRequest.first(10));

        assertThat(messages.search(ListedMessages.USER, all, SearchMode.SEMANTIC)
                        .items())
                .extracting(MessageHits.Hit::message)
                .containsExactly(message);
        assertThatThrownBy(() -> messages.search(ListedMessages.USER, all, SearchMode.KEYWORD))
                .isInstanceOf(DomainException.Invalid.class);
    }
}
