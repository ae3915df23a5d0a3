/**
 * API keys: what programs show in place of a session. A personal key acts for the user who made it, a service key for the
 * users of a service, whom it names.
 */
@NullMarked
package bot.conversational.domain.apikey;

import org.jspecify.annotations.NullMarked;
