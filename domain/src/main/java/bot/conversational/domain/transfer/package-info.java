/**
 * Bringing in conversations that were held elsewhere.
 */
@NullMarked
package bot.conversational.domain.transfer;

import org.jspecify.annotations.NullMarked;
