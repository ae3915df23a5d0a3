package bot.conversational.domain.audit;

import java.time.Instant;
import java.util.UUID;

/** A place in the log, which is listed by descending time. */
public record AuditPosition(Instant at, UUID id) {}
