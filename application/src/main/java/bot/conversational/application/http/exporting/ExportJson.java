package bot.conversational.application.http.exporting;

import bot.conversational.domain.exporting.Export;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export of an account on the wire.
 *
 * @param progress 0 to 1
 * @param size bytes that are written so far
 * @param problem why it failed; null otherwise
 * @param expiresAt when it is removed
 */
public record ExportJson(
        UUID id,
        Export.Status status,
        double progress,
        long size,
        @Nullable String problem,
        Instant createdAt,
        Instant expiresAt) {

    static ExportJson of(Export export) {
        return new ExportJson(
                export.id().value(),
                export.status(),
                export.progress(),
                export.written().size(),
                export.problem().orElse(null),
                export.createdAt(),
                export.expiresAt());
    }
}
