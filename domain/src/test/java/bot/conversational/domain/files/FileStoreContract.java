package bot.conversational.domain.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.files.FileStore.Outcome;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link FileStore} keeps. */
public interface FileStoreContract extends StoreContract {

    /** Long before any other file, so that sweeps until the next day see those of one test only. */
    Instant LONG_AGO = Instant.parse("2001-01-01T12:00:00Z");

    long MUCH = 1L << 30;

    private FileStore files() {
        return stores().files();
    }

    private Outcome put(UserId user, SampleFile file) {
        return files().put(user, file.file(), file, StoreSamples.NOON, MUCH);
    }

    private byte[] read(UserId user, SampleFile file) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int n = 0; n < file.chunks(); n++) {
            read.writeBytes(files().chunk(user, file.blob(), n).orElseThrow());
        }
        return read.toByteArray();
    }

    private void sweepUntil(Instant time) {
        while (files().sweep(time, StoreSamples.NOON)) {
            Thread.onSpinWait();
        }
    }

    @Test
    default void putShouldStoreEveryChunkOfTheFile() {
        UserId user = StoreSamples.newUser(stores());
        for (int size : List.of(1, FileContent.CHUNK - 1, FileContent.CHUNK, 2 * FileContent.CHUNK + 1)) {
            SampleFile file = SampleFile.of(size);

            assertThat(put(user, file)).isEqualTo(Outcome.ADDED);

            assertThat(files().find(user, file.blob())).contains(file.file());
            assertThat(read(user, file)).isEqualTo(file.bytes());
            assertThat(files().chunk(user, file.blob(), file.chunks())).isEmpty();
        }
    }

    @Test
    default void putShouldStoreTheSameBytesOnceAndTheirLastTypeAndName() {
        UserId user = StoreSamples.newUser(stores());
        SampleFile file = SampleFile.of(10);
        SampleFile again = file.as("text/plain");

        assertThat(put(user, file)).isEqualTo(Outcome.ADDED);
        assertThat(files().put(user, again.file(), again, StoreSamples.NOON, 15))
                .isEqualTo(Outcome.THERE);

        assertThat(files().find(user, file.blob())).contains(again.file());
        assertThat(read(user, file)).isEqualTo(file.bytes());
    }

    @Test
    default void fileShouldBeItsUsersOnly() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());
        SampleFile file = SampleFile.of(10);
        put(user, file);

        assertThat(files().find(other, file.blob())).isEmpty();
        assertThat(files().chunk(other, file.blob(), 0)).isEmpty();
        assertThat(files().keep(other, Set.of(file.blob()), StoreSamples.NOON)).isEmpty();
        assertThat(put(other, file)).isEqualTo(Outcome.ADDED);
    }

    @Test
    default void putShouldWriteNothingWhenThereIsNoRoom() {
        UserId user = StoreSamples.newUser(stores());
        SampleFile first = SampleFile.of(10);
        SampleFile second = SampleFile.of(10);

        assertThat(files().put(user, first.file(), first, StoreSamples.NOON, 19))
                .isEqualTo(Outcome.ADDED);
        assertThat(files().put(user, second.file(), second, StoreSamples.NOON, 19))
                .isEqualTo(Outcome.NO_ROOM);

        assertThat(files().find(user, second.blob())).isEmpty();
        assertThat(files().chunk(user, second.blob(), 0)).isEmpty();
        assertThat(files().put(user, second.file(), second, StoreSamples.NOON, 20))
                .isEqualTo(Outcome.ADDED);
    }

    @Test
    default void roomShouldBeExactWhenManyFilesComeAtOnce() throws Exception {
        UserId user = StoreSamples.newUser(stores());

        List<Outcome> outcomes = StoreContract.atOnce(6, () -> {
            SampleFile file = SampleFile.of(10);
            return files().put(user, file.file(), file, StoreSamples.NOON, 35);
        });

        assertThat(outcomes).filteredOn(Outcome.ADDED::equals).hasSize(3);
        assertThat(outcomes).filteredOn(Outcome.NO_ROOM::equals).hasSize(3);
    }

    @Test
    default void sameBytesAtOnceShouldBeAddedOnce() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        SampleFile file = SampleFile.of(FileContent.CHUNK + 1);

        List<Outcome> outcomes = StoreContract.atOnce(4, () -> put(user, file));

        assertThat(outcomes).filteredOn(Outcome.ADDED::equals).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.THERE::equals).hasSize(3);
        assertThat(read(user, file)).isEqualTo(file.bytes());
    }

    @Test
    default void halfAFileShouldNotBeThere() {
        UserId user = StoreSamples.newUser(stores());
        SampleFile whole = SampleFile.of(2 * FileContent.CHUNK);
        AtomicInteger chunks = new AtomicInteger();
        FileContent broken = new FileContent() {
            @Override
            public long size() {
                return whole.size();
            }

            @Override
            public byte[] chunk(int n) {
                if (chunks.incrementAndGet() > 1) {
                    throw new IllegalStateException("the disk is gone");
                }
                return whole.chunk(n);
            }
        };

        assertThatThrownBy(() -> files().put(user, whole.file(), broken, StoreSamples.NOON, MUCH))
                .hasMessage("the disk is gone");

        assertThat(files().find(user, whole.blob())).isEmpty();
        assertThat(files().chunk(user, whole.blob(), 0)).isEmpty();
        assertThat(put(user, whole)).isEqualTo(Outcome.ADDED);
    }

    @Test
    default void keepShouldFindThoseThatAreThere() {
        UserId user = StoreSamples.newUser(stores());
        SampleFile first = SampleFile.of(10);
        SampleFile second = SampleFile.of(10);
        put(user, first);
        put(user, second);
        Set<Blob> named = Set.of(first.blob(), second.blob(), SampleFile.of(10).blob());

        assertThat(files().keep(user, named, StoreSamples.NOON)).containsExactlyInAnyOrder(first.file(), second.file());
        assertThat(files().keep(user, Set.of(), StoreSamples.NOON)).isEmpty();
    }

    @Test
    default void sweepShouldRemoveFilesThatNoMessageNames() {
        Dialogue dialogue = Dialogue.of(stores());
        UserId user = dialogue.user();
        SampleFile named = SampleFile.of(10);
        SampleFile unnamed = SampleFile.of(FileContent.CHUNK + 1);
        for (SampleFile file : List.of(named, unnamed)) {
            files().put(user, file.file(), file, LONG_AGO, MUCH);
        }
        dialogue.complete(dialogue.asking(named.named()), "I see.");

        sweepUntil(LONG_AGO);
        assertThat(files().find(user, unnamed.blob())).as("not yet").isPresent();
        sweepUntil(LONG_AGO.plusSeconds(1));

        assertThat(files().find(user, named.blob())).isPresent();
        assertThat(read(user, named)).isEqualTo(named.bytes());
        assertThat(files().find(user, unnamed.blob())).isEmpty();
        assertThat(files().chunk(user, unnamed.blob(), 0)).isEmpty();
    }

    @Test
    default void sweepShouldRemoveFilesWhoseConversationWasDeletedOrIsAnothers() {
        Dialogue deleted = Dialogue.of(stores());
        Dialogue anothers = Dialogue.of(stores());
        SampleFile file = SampleFile.of(10);
        for (UserId user : List.of(deleted.user(), anothers.user())) {
            files().put(user, file.file(), file, LONG_AGO, MUCH);
        }
        deleted.complete(deleted.asking(file.named()), "I see.");
        anothers.complete(anothers.asking(file.named()), "I see.");
        delete(deleted.user(), deleted.id());

        sweepUntil(LONG_AGO.plusSeconds(1));

        assertThat(files().find(deleted.user(), file.blob())).isEmpty();
        assertThat(files().find(anothers.user(), file.blob())).isPresent();
    }

    @Test
    default void sweepShouldCountFromTheLastUploadAndTheLastMessage() {
        UserId user = StoreSamples.newUser(stores());
        SampleFile kept = SampleFile.of(10);
        SampleFile again = SampleFile.of(10);
        for (SampleFile file : List.of(kept, again)) {
            files().put(user, file.file(), file, LONG_AGO, MUCH);
        }
        files().keep(user, Set.of(kept.blob()), LONG_AGO.plusSeconds(10));
        files().keep(user, Set.of(kept.blob()), LONG_AGO.plusSeconds(5));
        files().put(user, again.file(), again, LONG_AGO.plusSeconds(10), MUCH);

        sweepUntil(LONG_AGO.plusSeconds(8));
        assertThat(files().keep(user, Set.of(kept.blob(), again.blob()), LONG_AGO))
                .hasSize(2);

        sweepUntil(LONG_AGO.plusSeconds(11));
        assertThat(files().keep(user, Set.of(kept.blob(), again.blob()), LONG_AGO))
                .isEmpty();
    }

    @Test
    default void sweepShouldEndWhenThereAreManyFilesThatMessagesName() {
        Dialogue dialogue = Dialogue.of(stores());
        Set<Blob> named = new java.util.HashSet<>();
        for (int i = 0; i < 12; i++) {
            SampleFile file = SampleFile.of(10);
            files().put(dialogue.user(), file.file(), file, LONG_AGO, MUCH);
            dialogue.complete(dialogue.asking(file.named()), "I see.");
            named.add(file.blob());
        }

        sweepUntil(LONG_AGO.plus(Duration.ofMinutes(1)));

        assertThat(files().keep(dialogue.user(), named, StoreSamples.NOON)).hasSize(12);
    }

    @Test
    default void putAndChunkShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());
        SampleFile file = SampleFile.of(10);
        put(user, file);

        unavailableDuringOutage(() -> put(user, SampleFile.of(10)));
        unavailableDuringOutage(() -> files().chunk(user, file.blob(), 0));
    }
}
