/**
 * Conversations and their messages, a tree of immutable messages in the order of {@code seq}.
 */
@NullMarked
package bot.conversational.domain.conversation;

import org.jspecify.annotations.NullMarked;
