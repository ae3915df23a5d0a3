package bot.conversational.domain.exporting;

import java.time.Instant;
import java.util.Optional;

/**
 * An export of a whole account.
 *
 * @param progress 0 to 1
 * @param problem why it failed
 * @param expiresAt when it is removed
 */
public record Export(
        ExportId id,
        Status status,
        double progress,
        Written written,
        Optional<String> problem,
        Instant createdAt,
        Instant expiresAt) {

    /** What is written so far. */
    public record Written(long size, int chunks) {

        public static final Written NOTHING = new Written(0, 0);
    }

    /** How far it has come. Names are stored: they stay. */
    public enum Status {
        QUEUED,
        RUNNING,
        COMPLETED,
        FAILED
    }
}
