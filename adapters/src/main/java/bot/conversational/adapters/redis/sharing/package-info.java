/** Readings of shares, counted by address. */
@NullMarked
package bot.conversational.adapters.redis.sharing;

import org.jspecify.annotations.NullMarked;
