package bot.conversational.application.http.sessions;

import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live session on the wire.
 *
 * @param lastSeenAt exact to a minute, and so is {@code expiresAt}
 * @param current whether it is the caller's
 */
public record SessionJson(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        @Nullable String userAgent,
        boolean current) {

    static SessionJson of(Session session, SessionLife life, SessionId current) {
        return new SessionJson(
                session.id().value(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(life),
                session.userAgent().orElse(null),
                session.id().equals(current));
    }
}
