/**
 * Listing conversations and reading their messages, also from the cache while the store is unavailable.
 */
@NullMarked
package bot.conversational.domain.conversation.reading;

import org.jspecify.annotations.NullMarked;
