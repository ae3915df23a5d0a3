package bot.conversational.domain.transfer.jobs;

import java.time.Instant;
import java.util.Optional;

/** When an import was begun, and when it was over. */
public record ImportTimes(Instant createdAt, Optional<Instant> endedAt) {}
