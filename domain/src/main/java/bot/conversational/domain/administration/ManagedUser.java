package bot.conversational.domain.administration;

import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.user.User;

/** An account, as administrators see it. */
public record ManagedUser(User user, UserLimits limits) {}
