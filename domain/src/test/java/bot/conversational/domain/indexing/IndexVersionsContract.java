package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.indexing.IndexVersions.Fit;
import bot.conversational.domain.indexing.IndexVersions.IndexVersion;
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

    /** An index of its own that has no version yet, and its search. */
    Fresh fresh();

    /** The versions and what searches them. */
    record Fresh(IndexVersions versions, MessageSearch search) {}

    private static DatabaseVersion database(long number) {
        return new DatabaseVersion(new UUID(1, 1), number);
    }

    @Test
    default void writtenShouldBeUnavailableUntilAVersionHasBegun() {
        IndexVersions versions = fresh().versions();

        assertThat(versions.all()).isEmpty();
        assertThatThrownBy(versions::written).isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    default void beginShouldMakeAVersionThatIsWrittenAndNotSearched() {
        Fresh fresh = fresh();
        UserId user = new UserId(UUID.randomUUID());

        String name = fresh.versions().begin(database(1));
        write(fresh.versions(), DocumentBuilder.of(user).saying("word").put());

        assertThat(fresh.versions().all())
                .containsExactly(new IndexVersion(name, false, Fit.SAME, Optional.of(database(1))));
        assertThatThrownBy(() -> found(fresh, user)).isInstanceOf(DomainException.Unavailable.class);

        fresh.versions().publish(name);
        assertThat(found(fresh, user)).isEqualTo(1);
    }

    @Test
    default void publishShouldPutOneInThePlaceOfAllOthers() {
        Fresh fresh = fresh();
        IndexVersions versions = fresh.versions();
        UserId user = new UserId(UUID.randomUUID());
        String first = versions.begin(database(1));
        versions.publish(first);
        write(versions, DocumentBuilder.of(user).saying("word one").put());
        String second = versions.begin(database(2));
        write(versions, DocumentBuilder.of(user).saying("word two").put());
        List<MessageIndex> both = versions.written();

        assertThat(both).hasSize(2);
        assertThat(versions.all()).extracting(IndexVersion::name).containsExactly(second, first);
        versions.publish(second);
        versions.publish(second);

        assertThat(found(fresh, user)).as("of what both were written").isEqualTo(1);
        assertThat(versions.all()).containsExactly(new IndexVersion(second, true, Fit.SAME, Optional.of(database(2))));
        IndexEntry late = DocumentBuilder.of(user).saying("late word").put();
        assertThatThrownBy(() -> both.getLast().write(List.of(late))).isInstanceOf(DomainException.Unavailable.class);
        assertThat(versions.all()).as("a late write makes no index").hasSize(1);
    }

    @Test
    default void beginShouldDeleteWhatWasNeverSearched() {
        IndexVersions versions = fresh().versions();
        String searched = versions.begin(database(1));
        versions.publish(searched);
        String left = versions.begin(database(2));

        String next = versions.begin(database(3));

        assertThat(next).isNotEqualTo(left);
        assertThat(versions.all()).extracting(IndexVersion::name).containsExactly(next, searched);
    }

    @Test
    default void markShouldKeepTheHighestNumber() {
        IndexVersions versions = fresh().versions();
        String name = versions.begin(database(3));

        versions.show(name, database(5));
        versions.show(name, database(4));
        versions.show("gone", database(9));

        assertThat(versions.all()).extracting(IndexVersion::database).containsExactly(Optional.of(database(5)));
    }

    private static void write(IndexVersions versions, IndexEntry entry) {
        versions.written()
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
