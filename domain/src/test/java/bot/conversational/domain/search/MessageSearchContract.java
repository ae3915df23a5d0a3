package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MessageSearch} does, filled through the {@link MessageIndex} that writes for it. */
public interface MessageSearchContract extends SearchContract {

    /** Takes the index away until it is closed. */
    Outage outage();

    @Test
    default void searchShouldFindNothingWhenTheUserHasNoMessages() {
        MessageHits hits = search(new UserId(UUID.randomUUID()), "anything");

        assertThat(hits.items()).isEmpty();
        assertThat(hits.total()).isEqualTo(new MessageHits.Total(0, true));
        assertThat(hits.next()).isEmpty();
        assertThat(hits.degraded()).isFalse();
        assertThat(hits.facets().get("role")).isEmpty();
    }

    @Test
    default void searchShouldNeverFindAnothersWhenTheTextIsEqual() {
        UserId user = new UserId(UUID.randomUUID());
        UserId other = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("a shared secret"),
                DocumentBuilder.of(other).saying("a shared secret"));

        assertThat(search(user, "secret").total().value()).isEqualTo(1);
        assertThat(search(user, "secret OR userId:" + other).total().value()).isEqualTo(1);
        assertThat(search(user, "userId:" + other).items()).isEmpty();
        assertThat(search(user, "-absent").total().value()).isEqualTo(1);
    }

    @Test
    default void searchShouldGiveWholeMessagesButFindOnlyTheirTexts() {
        UserId user = new UserId(UUID.randomUUID());
        DocumentBuilder answer = DocumentBuilder.of(user).having(PartSamples.answer());
        DocumentBuilder lengthy = DocumentBuilder.of(user)
                .having(Content.of(List.of(
                        new Part.Text("a long one"), new Part.ToolCall("call", "write", "words ".repeat(10_000)))));
        write(answer, lengthy, DocumentBuilder.of(user).by(MessageRole.TOOL).having(PartSamples.results()));

        assertThat(search(user, "see").items())
                .map(MessageHits.Hit::message)
                .containsExactly(answer.build().message());
        assertThat(search(user, "long").items())
                .map(MessageHits.Hit::message)
                .containsExactly(lengthy.build().message());
        assertThat(search(user, "thought").items()).isEmpty();
        assertThat(search(user, "words").items()).isEmpty();
        assertThat(search(user, "Größe").total().value()).isEqualTo(1);
    }

    @Test
    default void searchShouldFilterByEverything() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("word role").by(MessageRole.USER),
                DocumentBuilder.of(user).saying("word conversation").in(conversation),
                DocumentBuilder.of(user).saying("word model").model("large"),
                DocumentBuilder.of(user).saying("word up").rated(Rating.UP),
                DocumentBuilder.of(user).saying("word old").at("2026-01-31T23:59:59.999Z"),
                DocumentBuilder.of(user).saying("word edge").at("2026-02-01T00:00:00Z"),
                DocumentBuilder.of(user).saying("word archived").archived());

        assertThat(contents(user, filters(MessageRole.USER, null, null, null, null)))
                .containsExactly("word role");
        assertThat(contents(user, filters(MessageRole.SYSTEM, null, null, null, null)))
                .isEmpty();
        assertThat(contents(user, filters(null, conversation, null, null, null)))
                .containsExactly("word conversation");
        assertThat(contents(user, filters(null, null, "large", null, null))).containsExactly("word model");
        assertThat(contents(user, filters(null, null, "LARGE", null, null))).isEmpty();
        assertThat(contents(user, filters(null, null, null, Rating.UP, null))).containsExactly("word up");
        assertThat(contents(user, filters(null, null, null, Rating.DOWN, null))).isEmpty();
        assertThat(contents(user, between("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")))
                .containsExactly("word old");
        assertThat(contents(user, between("2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z")))
                .containsExactly("word edge");
        assertThat(contents(user, filters(null, null, null, null, true))).containsExactly("word archived");
        assertThat(contents(user, filters(null, null, null, null, false))).hasSize(6);
        assertThat(contents(user, Filters.NONE)).hasSize(7);
    }

    @Test
    default void searchShouldFilterByFolderAndTag() {
        UserId user = new UserId(UUID.randomUUID());
        FolderId folder = new FolderId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("word both").in(Optional.of(folder), "Work", "ärger"),
                DocumentBuilder.of(user).saying("word folder").in(Optional.of(folder)),
                DocumentBuilder.of(user).saying("word tag").in(Optional.empty(), "work 😀", "WORK"),
                DocumentBuilder.of(user).saying("word neither"));

        assertThat(contents(user, within(new Place.In(folder), null)))
                .containsExactlyInAnyOrder("word both", "word folder");
        assertThat(contents(user, within(new Place.Outside(), null)))
                .containsExactlyInAnyOrder("word tag", "word neither");
        assertThat(contents(user, within(null, "wORK"))).containsExactlyInAnyOrder("word both", "word tag");
        assertThat(contents(user, within(null, "ÄRGER"))).containsExactly("word both");
        assertThat(contents(user, within(new Place.Outside(), "work"))).containsExactly("word tag");
        assertThat(contents(user, within(new Place.In(new FolderId(UUID.randomUUID())), null)))
                .isEmpty();
    }

    @Test
    default void searchShouldCountFacetsOfAllHits() {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("word").by(MessageRole.USER).at("2026-01-31T23:59:59.999Z"),
                DocumentBuilder.of(user).saying("word").model("large").at("2026-02-01T00:00:00Z"),
                DocumentBuilder.of(user).saying("word").at("2026-02-15T00:00:00Z"),
                DocumentBuilder.of(user).saying("other").at("2026-03-01T00:00:00Z"));

        MessageHits hits =
                search().search(user, new MessageQuery("word", Filters.NONE, Sort.NEWEST, PageRequest.first(1)));

        assertThat(hits.items()).hasSize(1);
        assertThat(hits.total()).isEqualTo(new MessageHits.Total(3, true));
        assertThat(hits.facets().get("role"))
                .containsExactly(new MessageHits.Facet("assistant", 2), new MessageHits.Facet("user", 1));
        assertThat(hits.facets().get("model"))
                .containsExactly(new MessageHits.Facet("small", 2), new MessageHits.Facet("large", 1));
        assertThat(hits.facets().get("month"))
                .containsExactly(new MessageHits.Facet("2026-02", 2), new MessageHits.Facet("2026-01", 1));
    }

    @Test
    default void searchShouldSort() {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("word word word").at("2026-01-01T00:00:00Z"),
                DocumentBuilder.of(user).saying("word and more").at("2026-01-02T00:00:00Z"),
                DocumentBuilder.of(user).saying("word and else").at("2026-01-03T00:00:00Z"));

        assertThat(contents(user, Sort.NEWEST)).containsExactly("word and else", "word and more", "word word word");
        assertThat(contents(user, Sort.OLDEST)).containsExactly("word word word", "word and more", "word and else");
        assertThat(contents(user, Sort.RELEVANCE)).startsWith("word word word");
    }

    @ParameterizedTest
    @CsvSource({"NEWEST", "OLDEST", "RELEVANCE"})
    default void searchShouldPageWithoutGapOrRepeatWhenTimesAreEqual(Sort sort) {
        UserId user = new UserId(UUID.randomUUID());
        write(IntStream.range(0, 7)
                .mapToObj(i -> DocumentBuilder.of(user).saying("word " + (char) ('a' + i)))
                .toArray(DocumentBuilder[]::new));

        assertThat(paged(user, sort, 3, () -> {}))
                .containsExactlyInAnyOrder("word a", "word b", "word c", "word d", "word e", "word f", "word g");
    }

    @Test
    default void searchShouldPageWithoutGapOrRepeatWhenMessagesArrive() {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("word 1").at("2026-01-01T00:00:00Z"),
                DocumentBuilder.of(user).saying("word 2").at("2026-01-02T00:00:00Z"),
                DocumentBuilder.of(user).saying("word 3").at("2026-01-03T00:00:00Z"),
                DocumentBuilder.of(user).saying("word 4").at("2026-01-04T00:00:00Z"));

        List<String> seen = paged(
                user,
                Sort.NEWEST,
                2,
                () -> write(DocumentBuilder.of(user).saying("word new").at("2026-01-05T00:00:00Z")));

        assertThat(seen).containsExactly("word 4", "word 3", "word 2", "word 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "[1]", "[null,null]", "[1,2,3,4]", "[\"x\",\"y\"]", "[[1],[2]]", "[1,2"})
    default void searchShouldRefuseWhenThePositionIsNone(String position) {
        UserId user = new UserId(UUID.randomUUID());
        PageRequest<String> page = new PageRequest<>(10, Optional.of(position));

        for (Sort sort : Sort.values()) {
            MessageQuery query = new MessageQuery("word", Filters.NONE, sort, page);
            assertThatThrownBy(() -> search().search(user, query)).isInstanceOf(DomainException.Malformed.class);
        }
    }

    @Test
    default void searchShouldBeUnavailableWhenTheIndexIsAway() {
        UserId user = new UserId(UUID.randomUUID());
        try (Outage outage = outage()) {
            assertThatThrownBy(() -> search(user, "word")).isInstanceOf(DomainException.Unavailable.class);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(DomainException.Unavailable.class)
                .untilAsserted(() -> assertThat(search(user, "word").items()).isEmpty());
    }

    private List<String> contents(UserId user, Filters filters) {
        return contents(user, new MessageQuery("word", filters, Sort.NEWEST, PageRequest.first(50)));
    }

    private List<String> contents(UserId user, Sort sort) {
        return contents(user, new MessageQuery("word", Filters.NONE, sort, PageRequest.first(50)));
    }

    private List<String> contents(UserId user, MessageQuery query) {
        return search().search(user, query).items().stream()
                .map(hit -> hit.message().content())
                .toList();
    }

    private List<String> paged(UserId user, Sort sort, int limit, Runnable betweenPages) {
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            MessageHits hits = search().search(
                            user, new MessageQuery("word", Filters.NONE, sort, new PageRequest<>(limit, after)));
            hits.items().forEach(hit -> seen.add(hit.message().content()));
            after = hits.next();
            betweenPages.run();
        } while (after.isPresent() && seen.size() < 100);
        return seen;
    }

    private static Filters filters(
            @Nullable MessageRole role,
            @Nullable ConversationId conversation,
            @Nullable String model,
            @Nullable Rating feedback,
            @Nullable Boolean archived) {
        return new Filters(
                Optional.ofNullable(role),
                Optional.ofNullable(conversation),
                Optional.ofNullable(model),
                Optional.ofNullable(feedback),
                Optional.empty(),
                Optional.empty(),
                new ConversationFilter(Optional.ofNullable(archived), Optional.empty(), Optional.empty()));
    }

    private static Filters between(String from, String to) {
        return new Filters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse(from)),
                Optional.of(Instant.parse(to)),
                ConversationFilter.NONE);
    }

    private static Filters within(@Nullable Place place, @Nullable String tag) {
        return new Filters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ConversationFilter(
                        Optional.empty(),
                        Optional.ofNullable(place),
                        Optional.ofNullable(tag).map(Tag::new)));
    }
}
