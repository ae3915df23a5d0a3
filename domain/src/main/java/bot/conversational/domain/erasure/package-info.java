/**
 * The right to be forgotten: an account goes from one moment to the next, and all that it owned follows from every store,
 * whatever is away or dies meanwhile.
 */
@NullMarked
package bot.conversational.domain.erasure;

import org.jspecify.annotations.NullMarked;
