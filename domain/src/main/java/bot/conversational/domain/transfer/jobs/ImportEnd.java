package bot.conversational.domain.transfer.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * How an import ended.
 *
 * @param reason of a failed one
 */
public record ImportEnd(ImportStatus status, Optional<String> reason, Instant at) {}
