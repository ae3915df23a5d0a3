package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.indexing.IndexVersions.Fit;
import bot.conversational.domain.indexing.IndexVersions.Generation;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What all {@link IndexVersions} do. */
public interface IndexVersionsContract {

    /** An index of its own that has no generation yet, and its search. */
    Fresh fresh();

    /** The generations and what searches them. */
    record Fresh(IndexVersions generations, MessageSearch search) {}

    private static DatabaseVersion mark(long number) {
        return new DatabaseVersion(new UUID(1, 1), number);
    }

    @Test
    default void writtenShouldBeUnavailableUntilAGenerationHasBegun() {
        IndexVersions generations = fresh().generations();

        assertThat(generations.all()).isEmpty();
        assertThatThrownBy(generations::written).isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    default void beginShouldMakeAGenerationThatIsWrittenAndNotSearched() {
        Fresh fresh = fresh();
        UserId user = new UserId(UUID.randomUUID());

        String name = fresh.generations().begin(mark(1));
        write(fresh.generations(), DocumentBuilder.of(user).saying("word").put());

        assertThat(fresh.generations().all())
                .containsExactly(new Generation(name, false, Fit.SAME, Optional.of(mark(1))));
        assertThatThrownBy(() -> found(fresh, user)).isInstanceOf(DomainException.Unavailable.class);

        fresh.generations().publish(name);
        assertThat(found(fresh, user)).isEqualTo(1);
    }

    @Test
    default void publishShouldPutOneInThePlaceOfAllOthers() {
        Fresh fresh = fresh();
        IndexVersions generations = fresh.generations();
        UserId user = new UserId(UUID.randomUUID());
        String first = generations.begin(mark(1));
        generations.publish(first);
        write(generations, DocumentBuilder.of(user).saying("word one").put());
        String second = generations.begin(mark(2));
        write(generations, DocumentBuilder.of(user).saying("word two").put());
        List<MessageIndex> both = generations.written();

        assertThat(both).hasSize(2);
        assertThat(generations.all()).extracting(Generation::name).containsExactly(second, first);
        generations.publish(second);
        generations.publish(second);

        assertThat(found(fresh, user)).as("of what both were written").isEqualTo(1);
        assertThat(generations.all()).containsExactly(new Generation(second, true, Fit.SAME, Optional.of(mark(2))));
        IndexEntry late = DocumentBuilder.of(user).saying("late word").put();
        assertThatThrownBy(() -> both.getLast().write(List.of(late))).isInstanceOf(DomainException.Unavailable.class);
        assertThat(generations.all()).as("a late write makes no index").hasSize(1);
    }

    @Test
    default void beginShouldDeleteWhatWasNeverSearched() {
        IndexVersions generations = fresh().generations();
        String searched = generations.begin(mark(1));
        generations.publish(searched);
        String left = generations.begin(mark(2));

        String next = generations.begin(mark(3));

        assertThat(next).isNotEqualTo(left);
        assertThat(generations.all()).extracting(Generation::name).containsExactly(next, searched);
    }

    @Test
    default void markShouldKeepTheHighestNumber() {
        IndexVersions generations = fresh().generations();
        String name = generations.begin(mark(3));

        generations.mark(name, mark(5));
        generations.mark(name, mark(4));
        generations.mark("gone", mark(9));

        assertThat(generations.all()).extracting(Generation::mark).containsExactly(Optional.of(mark(5)));
    }

    private static void write(IndexVersions generations, IndexEntry entry) {
        generations
                .written()
                .forEach(index -> assertThat(index.write(List.of(entry))).isEmpty());
    }

    private static long found(Fresh fresh, UserId user) {
        return fresh.search()
                .search(
                        user,
                        new MessageQuery(
                                "word", MessageQuery.Filters.NONE, MessageQuery.Sort.NEWEST, PageRequest.first(5)))
                .total()
                .value();
    }
}
