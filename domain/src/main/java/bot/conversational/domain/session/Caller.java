package bot.conversational.domain.session;

import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;

/** Who makes a call, in which session. */
public record Caller(UserId user, SessionId session, Role role) {}
