/**
 * Creating, editing and deleting conversations and rating answers; each change invalidates the cache.
 */
@NullMarked
package bot.conversational.domain.conversation.editing;

import org.jspecify.annotations.NullMarked;
