package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ConversationSearch} does, filled through the {@link MessageIndex} that writes for it. */
public interface ConversationSearchContract {

    MessageIndex index();

    ConversationSearch conversations();

    /** Returns when everything written is findable. */
    void settle();

    /** Takes the index away until it is closed. */
    Outage outage();

    @Test
    default void discoveryShouldShowEachConversationOnceWithItsBestPassagesFirst() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId long_ = new ConversationId(UUID.randomUUID());
        ConversationId short_ = new ConversationId(UUID.randomUUID());
        fill(
                DocumentBuilder.of(user).in(long_).saying("word once among many other things said here"),
                DocumentBuilder.of(user).in(long_).saying("word word word").by(MessageRole.USER),
                DocumentBuilder.of(user).in(long_).saying("word word and more"),
                DocumentBuilder.of(user).in(long_).saying("word in a fourth message which is longer than the others"),
                DocumentBuilder.of(user).in(short_).saying("just a word there"),
                DocumentBuilder.of(user).saying("something else"));

        List<ConversationHits.Hit> hits =
                discover(user, Sort.RELEVANCE, PageRequest.first(10)).items();

        assertThat(hits).extracting(ConversationHits.Hit::conversation).containsExactly(long_, short_);
        assertThat(hits.getFirst().passages()).hasSize(3);
        assertThat(hits.getFirst().passages().getFirst().role()).isEqualTo(MessageRole.USER);
        assertThat(hits.getFirst().passages().getFirst().highlights().getFirst())
                .contains("<em>word</em>");
        assertThat(hits.getFirst().score())
                .isGreaterThanOrEqualTo(hits.getLast().score());
        assertThat(hits.getLast().passages()).hasSize(1);
    }

    @Test
    default void discoveryShouldNeverShowAnothers() {
        UserId user = new UserId(UUID.randomUUID());
        fill(DocumentBuilder.of(new UserId(UUID.randomUUID())).saying("word"));

        assertThat(discover(user, Sort.RELEVANCE, PageRequest.first(10)).items())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    default void discoveryShouldPageWithoutGapOrRepeat(Sort sort) {
        UserId user = new UserId(UUID.randomUUID());
        List<ConversationId> all = Stream.generate(() -> new ConversationId(UUID.randomUUID()))
                .limit(7)
                .toList();
        List<DocumentBuilder> documents = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            documents.add(DocumentBuilder.of(user)
                    .in(all.get(i))
                    .saying("word ".repeat(i + 1))
                    .at("2026-01-0" + (i + 1) + "T00:00:00Z"));
            documents.add(DocumentBuilder.of(user)
                    .in(all.get(i))
                    .saying("another word")
                    .at("2026-02-0" + (7 - i) + "T00:00:00Z"));
        }
        fill(documents.toArray(DocumentBuilder[]::new));

        List<ConversationId> whole = discover(user, sort, PageRequest.first(10)).items().stream()
                .map(ConversationHits.Hit::conversation)
                .toList();
        List<ConversationId> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ConversationHits page = discover(user, sort, new PageRequest<>(3, after));
            page.items().forEach(hit -> paged.add(hit.conversation()));
            after = page.next();
        } while (after.isPresent() && paged.size() < 50);

        assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    default void discoveryShouldShowEachConversationOnceWhileOthersWrite() {
        UserId user = new UserId(UUID.randomUUID());
        fill(IntStream.range(0, 12)
                .mapToObj(i -> DocumentBuilder.of(user)
                        .saying("a word " + (i % 2 == 0 ? "even " : "") + (i % 5 == 0 ? "rare " : "")
                                + "more ".repeat(i)))
                .toArray(DocumentBuilder[]::new));
        MessageQuery query = new MessageQuery("even rare word", Filters.NONE, Sort.RELEVANCE, PageRequest.first(50));
        List<ConversationHits.Hit> whole = conversations().search(user, query).items();

        List<ConversationHits.Hit> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ConversationHits page = conversations().search(user, query.from(new PageRequest<>(2, after)));
            paged.addAll(page.items());
            after = page.next();
            UserId other = new UserId(UUID.randomUUID());
            fill(Stream.generate(() -> DocumentBuilder.of(other).saying("rare rare word"))
                    .limit(20)
                    .toArray(DocumentBuilder[]::new));
        } while (after.isPresent() && paged.size() < 50);

        assertThat(whole).hasSize(12);
        assertThat(whole.getFirst().score()).isEqualTo(1);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    default void discoveryShouldFilter() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId wanted = new ConversationId(UUID.randomUUID());
        fill(
                DocumentBuilder.of(user).in(wanted).saying("word"),
                DocumentBuilder.of(user).saying("word").archived());
        Filters open = new Filters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ConversationFilter.archived(false));

        assertThat(conversations()
                        .search(user, new MessageQuery("word", open, Sort.NEWEST, PageRequest.first(10)))
                        .items())
                .extracting(ConversationHits.Hit::conversation)
                .containsExactly(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "[1]", "{}"})
    default void discoveryShouldRefuseWhenThePositionIsNone(String position) {
        UserId user = new UserId(UUID.randomUUID());
        PageRequest<String> page = new PageRequest<>(10, Optional.of(position));

        assertThatThrownBy(() -> discover(user, Sort.RELEVANCE, page)).isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    default void discoveryShouldBeUnavailableWhenTheIndexIsAway() {
        UserId user = new UserId(UUID.randomUUID());
        try (Outage outage = outage()) {
            assertThatThrownBy(() -> discover(user, Sort.RELEVANCE, PageRequest.first(10)))
                    .isInstanceOf(DomainException.Unavailable.class);
        }
    }

    private ConversationHits discover(UserId user, Sort sort, PageRequest<String> page) {
        return conversations().search(user, new MessageQuery("word", Filters.NONE, sort, page));
    }

    private void fill(DocumentBuilder... documents) {
        assertThat(index().write(Stream.of(documents).map(DocumentBuilder::put).toList()))
                .isEmpty();
        settle();
    }
}
