/**
 * Queries: messages, conversations, usage statistics.
 */
@NullMarked
package bot.conversational.adapters.elasticsearch.search;

import org.jspecify.annotations.NullMarked;
