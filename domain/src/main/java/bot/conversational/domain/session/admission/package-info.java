/**
 * Whether a call may come in: its session and its rate limit, checked together, also while Redis is unavailable.
 */
@NullMarked
package bot.conversational.domain.session.admission;

import org.jspecify.annotations.NullMarked;
