/**
 * An answer while it grows, and those who read it: on this node from memory, on another from the mirror or the store.
 */
@NullMarked
package bot.conversational.domain.chat.live;

import org.jspecify.annotations.NullMarked;
