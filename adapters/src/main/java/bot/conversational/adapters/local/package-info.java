/** Implementations local to one node, without a server: ids, and the limits while Redis is unavailable. */
@NullMarked
package bot.conversational.adapters.local;

import org.jspecify.annotations.NullMarked;
