package bot.conversational.application.exporting;

import bot.conversational.domain.session.Session;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session in an export, without what it is recognised by. */
record SessionLine(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        Instant endsAt,
        @Nullable String userAgent) {

    static SessionLine of(Session session) {
        return new SessionLine(
                session.id().value(),
                session.createdAt(),
                session.lastSeenAt(),
                session.endsAt(),
                session.userAgent().orElse(null));
    }
}
