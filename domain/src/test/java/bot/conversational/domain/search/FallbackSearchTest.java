package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FallbackSearchTest {

    private final UserId user = new UserId(UUID.randomUUID());
    private final InMemoryMessageIndex index = new InMemoryMessageIndex();
    private final InMemoryMessageIndex truth = new InMemoryMessageIndex();
    private final MessageSearch search = new FallbackMessageSearch(index, truth);
    private final ConversationSearch discovery =
            new FallbackConversationSearch(new GroupedMessageSearch(index), new GroupedMessageSearch(truth));

    @BeforeEach
    void fill() {
        for (MessageIndex each : List.of(index, truth)) {
            each.write(List.of(
                    DocumentBuilder.of(user).saying("word one").put(),
                    DocumentBuilder.of(user).saying("word two").put(),
                    DocumentBuilder.of(user).saying("word three").put()));
        }
    }

    @Test
    void searchShouldAskTheIndexWhileItIsThere() {
        try (Outage outage = truth.outage()) {
            assertThat(page(Optional.empty()).degraded()).isFalse();
            assertThat(discover(Optional.empty()).items()).hasSize(2);
        }
    }

    @Test
    void searchShouldAskTheTruthWhileTheIndexIsAwayAndSaySo() {
        try (Outage outage = index.outage()) {
            MessageHits hits = page(Optional.empty());
            assertThat(hits.degraded()).isTrue();
            assertThat(hits.items()).hasSize(2);
            assertThat(discover(Optional.empty()).items()).hasSize(2);
        }
        assertThat(page(Optional.empty()).degraded()).isFalse();
    }

    @Test
    void aListShouldGoOnInTheTruthWhenItBeganThere() {
        MessageHits first;
        ConversationHits found;
        try (Outage outage = index.outage()) {
            first = page(Optional.empty());
            found = discover(Optional.empty());
        }
        MessageHits second = page(first.next());
        assertThat(second.degraded()).isTrue();
        assertThat(second.items()).hasSize(1).doesNotContainAnyElementsOf(first.items());
        assertThat(discover(found.next()).items()).hasSize(1).doesNotContainAnyElementsOf(found.items());
    }

    @Test
    void aListThatBeganInTheIndexShouldWaitForItsReturn() {
        MessageHits first = page(Optional.empty());
        try (Outage outage = index.outage()) {
            assertThatThrownBy(() -> page(first.next())).isInstanceOf(DomainException.Unavailable.class);
        }
        assertThat(page(first.next()).items()).hasSize(1);
    }

    @Test
    void searchShouldBeUnavailableWhenBothAreAway() {
        try (Outage one = index.outage();
                Outage other = truth.outage()) {
            assertThatThrownBy(() -> page(Optional.empty())).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    @Test
    void searchOfAllShouldNotFallBack() {
        MessageQuery all = new MessageQuery(
                "word", Filters.NONE, Sort.RELEVANCE, Reach.ALL, new PageRequest<>(2, Optional.empty()));
        assertThat(search.search(user, all).items()).hasSize(2);
        try (Outage outage = index.outage()) {
            assertThatThrownBy(() -> search.search(user, all)).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    private MessageHits page(Optional<String> after) {
        return search.search(user, query(after));
    }

    private ConversationHits discover(Optional<String> after) {
        return discovery.search(user, query(after));
    }

    private static MessageQuery query(Optional<String> after) {
        return new MessageQuery("word", Filters.NONE, Sort.NEWEST, new PageRequest<>(2, after));
    }
}
