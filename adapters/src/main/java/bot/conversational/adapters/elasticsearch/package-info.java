/**
 * The full-text index on Elasticsearch 8.19, full or without its optional modules.
 *
 * <p>The index can be thrown away: the source of truth fills it again. Its whole definition is the resource {@code
 * elasticsearch/messages-v1.json}. Searches go to the alias {@code PREFIX_messages}; behind it is one version, the index
 * {@code PREFIX_messages_vVERSION_gNUMBER}. Another may be filled beside it and take over. Each has an alias of its own, its
 * name and {@code _writes}, which is all that is written to: it goes with its index, and a write that comes late finds
 * nothing instead of making an index of its own.
 *
 * <ul>
 *   <li>A message is one document, its id the message's, on the shard of its user, with the version of its conversation.
 *   <li>A removed conversation leaves a tombstone: a document of id {@code removed-CONVERSATION} that holds only
 *       {@code removedConversation}. It belongs to no user, so no search finds it.
 *       They go with the version.
 *   <li>The document {@code source} holds the lineage of the source of truth, its number as the document's version.
 * </ul>
 *
 * <p>Every call has a timeout, and a circuit breaker in front of it.
 */
@NullMarked
package bot.conversational.adapters.elasticsearch;

import org.jspecify.annotations.NullMarked;
