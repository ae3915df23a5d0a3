package bot.conversational.domain.stores.files;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.FileStore;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.FileKey;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Files in memory. */
public final class InMemoryFileStore implements FileStore {

    private static final int SWEPT = 10;

    /** A file with its bytes, and when it was seen last. */
    public record KeptFile(StoredFile file, List<byte[]> chunks, Instant seenAt) {

        KeptFile seen(StoredFile as, Instant at) {
            return new KeptFile(as, chunks, at.isAfter(seenAt) ? at : seenAt);
        }
    }

    private final InMemoryDatabase database;

    public InMemoryFileStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Outcome put(UserId user, StoredFile file, FileContent content, Instant at, long most) {
        return database.call(() -> {
            FileKey key = new FileKey(user, file.blob());
            if (database.files.computeIfPresent(key, (same, known) -> known.seen(file, at)) != null) {
                return Outcome.THERE;
            }
            long used = database.files.entrySet().stream()
                    .filter(entry -> entry.getKey().user().equals(user))
                    .mapToLong(entry -> entry.getValue().file().size())
                    .sum();
            if (used + file.size() > most) {
                return Outcome.NO_ROOM;
            }
            List<byte[]> chunks = IntStream.range(0, content.chunks())
                    .mapToObj(content::chunk)
                    .toList();
            database.files.put(key, new KeptFile(file, chunks, at));
            return Outcome.ADDED;
        });
    }

    @Override
    public Optional<StoredFile> find(UserId user, Blob blob) {
        return database.call(() -> kept(user, blob).map(KeptFile::file));
    }

    @Override
    public Optional<byte[]> chunk(UserId user, Blob blob, int n) {
        return database.call(() -> kept(user, blob)
                .filter(kept -> n < kept.chunks().size())
                .map(kept -> kept.chunks().get(n)));
    }

    @Override
    public List<StoredFile> keep(UserId user, Set<Blob> blobs, Instant at) {
        return database.call(() -> blobs.stream()
                .flatMap(blob -> kept(user, blob).stream())
                .map(kept -> {
                    see(user, kept, at);
                    return kept.file();
                })
                .toList());
    }

    @Override
    public boolean sweep(Instant before, Instant at) {
        return database.call(() -> {
            List<FileKey> unseen = database.files.entrySet().stream()
                    .filter(entry -> entry.getValue().seenAt().isBefore(before))
                    .sorted(Map.Entry.comparingByValue(
                            (one, other) -> one.seenAt().compareTo(other.seenAt())))
                    .limit(SWEPT)
                    .map(Map.Entry::getKey)
                    .toList();
            for (FileKey key : unseen) {
                if (isNamed(key)) {
                    kept(key.user(), key.blob()).ifPresent(kept -> see(key.user(), kept, at));
                } else {
                    database.files.remove(key);
                }
            }
            return unseen.size() == SWEPT;
        });
    }

    private void see(UserId user, KeptFile kept, Instant at) {
        database.files.put(new FileKey(user, kept.file().blob()), kept.seen(kept.file(), at));
    }

    private boolean isNamed(FileKey key) {
        return database.conversations(key.user()).stream()
                .flatMap(conversation -> conversation.messages.values().stream())
                .flatMap(kept -> kept.message().body().parts().stream())
                .anyMatch(part -> part instanceof Part.Attachment attachment
                        && attachment.origin().equals(key.blob()));
    }

    private Optional<KeptFile> kept(UserId user, Blob blob) {
        @Nullable KeptFile kept = database.files.get(new FileKey(user, blob));
        return Optional.ofNullable(kept);
    }
}
