/** Shares of conversations, and copies of them. */
@NullMarked
package bot.conversational.adapters.postgres.sharing;

import org.jspecify.annotations.NullMarked;
