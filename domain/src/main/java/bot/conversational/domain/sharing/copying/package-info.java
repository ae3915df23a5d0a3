/**
 * Copies of shares: a reader goes on in a conversation of their own.
 */
@NullMarked
package bot.conversational.domain.sharing.copying;

import org.jspecify.annotations.NullMarked;
