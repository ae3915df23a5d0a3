/** Admission of calls: the session and the rate limit, checked together, also while Redis is unavailable. */
@NullMarked
package bot.conversational.domain.session.admission;

import org.jspecify.annotations.NullMarked;
