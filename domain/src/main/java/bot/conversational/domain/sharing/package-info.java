/**
 * Shares: a snapshot of one branch of a conversation under a link, for whoever has it, until its owner revokes it.
 */
@NullMarked
package bot.conversational.domain.sharing;

import org.jspecify.annotations.NullMarked;
