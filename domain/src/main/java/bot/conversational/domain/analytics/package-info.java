/**
 * Usage in figures: the caller's own and, for administrators, that of all users. The text of messages is not part of
 * it.
 */
@NullMarked
package bot.conversational.domain.analytics;

import org.jspecify.annotations.NullMarked;
