/**
 * The right to be forgotten: an account is closed in one transaction, and its data are then removed from every store,
 * whatever is unavailable or dies meanwhile.
 */
@NullMarked
package bot.conversational.domain.erasure;

import org.jspecify.annotations.NullMarked;
