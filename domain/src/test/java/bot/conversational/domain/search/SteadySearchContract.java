package bot.conversational.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
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
import org.junit.jupiter.params.provider.ValueSource;

/** That the order of every {@link MessageSearch} stands still while anybody writes, and tells nothing of others. */
public interface SteadySearchContract extends SearchContract {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word",
                "word rare",
                "word even odd",
                "word* third",
                "\"a word\" even odd",
                "third even -absent",
                "word third rare even odd and many others that nobody said",
                "WORD Rare",
                "words third word rare",
                "naive word even"
            })
    default void searchByRelevanceShouldGiveEachHitOnceWhileEverybodyWrites(String text) {
        UserId user = new UserId(UUID.randomUUID());
        write(IntStream.range(0, 40).mapToObj(i -> numbered(user, i)).toArray(DocumentBuilder[]::new));
        List<UUID> whole = ids(page(user, text, 50, Optional.empty()));

        List<UUID> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        int n = 0;
        do {
            MessageHits page = page(user, text, 7, after);
            paged.addAll(ids(page));
            after = page.next();
            writeMuch(user, n++);
        } while (after.isPresent() && n < 30);

        assertThat(paged).doesNotHaveDuplicates();
        assertThat(paged.stream().filter(whole::contains)).as("in their order").isEqualTo(whole);
    }

    /** Others write all of the words, and make them common; the caller writes what changes how rare they are. */
    private void writeMuch(UserId user, int n) {
        UserId other = new UserId(UUID.randomUUID());
        write(Stream.concat(
                        IntStream.range(0, 30).mapToObj(i -> numbered(other, i)),
                        Stream.of(
                                DocumentBuilder.of(user).saying("the rare third one again, " + n),
                                DocumentBuilder.of(user).saying("odd")))
                .toArray(DocumentBuilder[]::new));
    }

    private static DocumentBuilder numbered(UserId user, int i) {
        return DocumentBuilder.of(user)
                .saying("a word " + (i % 2 == 0 ? "even " : "odd ") + (i % 3 == 0 ? "third " : "")
                        + (i % 11 == 0 ? "rare " : "") + "more ".repeat(i % 5) + "word ".repeat(i % 4));
    }

    @Test
    default void scoreShouldBeOfTheBestHitsAndTellNothingOfOthers() {
        UserId user = new UserId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).saying("a wombat and a quoll"),
                DocumentBuilder.of(user).saying("a quoll and a numbat"),
                DocumentBuilder.of(user).saying("a wombat, or two wombats, alone in the dark"));
        MessageHits before = page(user, "wombat quoll", 50, Optional.empty());

        UserId other = new UserId(UUID.randomUUID());
        write(IntStream.range(0, 200)
                .mapToObj(i -> DocumentBuilder.of(other).saying(i % 3 == 0 ? "wombat wombat " + i : "numbat " + i))
                .toArray(DocumentBuilder[]::new));
        MessageHits after = page(user, "wombat quoll", 50, Optional.empty());

        assertThat(before.items()).hasSize(3);
        assertThat(before.items().getFirst().score()).isEqualTo(1, within(1e-9));
        assertThat(before.items()).allSatisfy(hit -> assertThat(hit.score()).isBetween(0.01, 1.0));
        assertThat(after.items())
                .extracting(MessageHits.Hit::score)
                .isEqualTo(before.items().stream().map(MessageHits.Hit::score).toList());
    }

    @Test
    default void scoreShouldBeOfTheListsBestHitOnEveryPage() {
        UserId user = new UserId(UUID.randomUUID());
        write(IntStream.range(0, 9).mapToObj(i -> numbered(user, i)).toArray(DocumentBuilder[]::new));

        MessageHits whole = page(user, "word even third", 50, Optional.empty());
        MessageHits first = page(user, "word even third", 4, Optional.empty());
        MessageHits second = page(user, "word even third", 50, first.next());

        assertThat(Stream.of(first, second).flatMap(it -> it.items().stream()).map(MessageHits.Hit::score))
                .isEqualTo(whole.items().stream().map(MessageHits.Hit::score).toList())
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    private static List<UUID> ids(MessageHits hits) {
        return hits.items().stream().map(hit -> hit.message().id().value()).toList();
    }

    private MessageHits page(UserId user, String text, int limit, Optional<String> after) {
        return search().search(
                        user, new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, new PageRequest<>(limit, after)));
    }
}
