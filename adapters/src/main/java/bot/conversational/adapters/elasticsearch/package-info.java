/**
 * The full-text index on Elasticsearch 8.19, full or without its optional modules.
 *
 * <p>The index can be thrown away: the source of truth fills it again. Its whole definition is the resource {@code
 * elasticsearch/messages-v1.json}; code reads and writes it through the alias {@code PREFIX_messages} only, so that another
 * index can be filled beside it and take over.
 *
 * <ul>
 *   <li>A message is one document, its id the message's, on the shard of its user, with the version of its conversation.
 *   <li>A removed conversation leaves a tombstone: a document of id {@code removed-CONVERSATION} that holds only
 *       {@code removedConversation}. It belongs to no user, so no search finds it.
 * </ul>
 *
 * <p>Every call has a timeout, and a circuit breaker in front of it.
 */
@NullMarked
package bot.conversational.adapters.elasticsearch;

import org.jspecify.annotations.NullMarked;
