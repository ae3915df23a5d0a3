package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** Stores a file for a user, whose messages may then name it. */
public final class UploadFile {

    /** Of one file, in bytes. */
    public static final long MOST_BYTES = 20L << 20;

    private static final int LONGEST_NAME = 255;

    private final FileStore files;
    private final InstantSource clock;
    private final long mostOfUser;

    /** @param mostOfUser bytes that all files of a user may have */
    public UploadFile(FileStore files, InstantSource clock, long mostOfUser) {
        this.files = files;
        this.clock = clock;
        this.mostOfUser = mostOfUser;
    }

    /** @param isNew false when the user had these bytes already */
    public record Uploaded(StoredFile file, boolean isNew) {}

    /**
     * Stores it. A repeat has the same result.
     *
     * @param contentType its media type, with or without parameters
     * @throws DomainException.Invalid when it is empty or too large, is not of its type, or type or name are none
     * @throws DomainException.LimitExceeded when the user's files have too many bytes together
     */
    public Uploaded upload(UserId user, String contentType, Optional<String> name, FileContent content) {
        String mediaType = MediaTypes.parse(contentType)
                .orElseThrow(() -> new DomainException.Invalid("Content-Type", "must be a type such as image/png"));
        name.ifPresent(UploadFile::checkName);
        if (content.size() == 0 || content.size() > MOST_BYTES) {
            throw new DomainException.Invalid("body", "must have 1 to " + MOST_BYTES + " bytes");
        }
        StoredFile file = new StoredFile(checked(mediaType, content), mediaType, name, content.size());
        return switch (files.put(user, file, content, clock.instant().truncatedTo(ChronoUnit.MILLIS), mostOfUser)) {
            case ADDED -> new Uploaded(file, true);
            case THERE -> new Uploaded(file, false);
            case NO_ROOM ->
                throw new DomainException.LimitExceeded(
                        "Your files have too many bytes together. Those that no message names are removed after an hour.",
                        SweepFiles.UNNAMED);
        };
    }

    private static void checkName(String name) {
        Text.checked("name", name, 1, LONGEST_NAME);
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new DomainException.Invalid("name", "must not have control characters");
        }
    }

    /** Reads it once, for its hash and its type. */
    private static Blob checked(String mediaType, FileContent content) {
        MessageDigest sha256 = sha256();
        ContentCheck check = new ContentCheck(mediaType);
        for (int n = 0; n < content.chunks(); n++) {
            byte[] chunk = content.chunk(n);
            if (!check.accepts(chunk, n == content.chunks() - 1)) {
                throw new DomainException.Invalid("body", "must be of the type " + mediaType);
            }
            sha256.update(chunk);
        }
        return new Blob(HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
