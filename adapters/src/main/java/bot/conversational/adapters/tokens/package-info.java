/**
 * Counting tokens of texts.
 */
@NullMarked
package bot.conversational.adapters.tokens;

import org.jspecify.annotations.NullMarked;
