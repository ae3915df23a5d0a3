package bot.conversational.domain.apikey;

import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.user.UserId;
import java.time.Instant;

/**
 * A key that made a call, and when.
 *
 * @param user of the call: the key's own, or the one whom a service's key acted for
 */
public record KeyUsed(UserId user, ApiKeyId key, Instant at) {}
