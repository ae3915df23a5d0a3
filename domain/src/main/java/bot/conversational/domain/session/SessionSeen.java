package bot.conversational.domain.session;

import bot.conversational.domain.user.UserId;
import java.time.Instant;

/** A session that made a call, and when. */
public record SessionSeen(UserId user, SessionId session, Instant at) {}
