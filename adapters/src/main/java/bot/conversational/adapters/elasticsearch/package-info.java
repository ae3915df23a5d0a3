/**
 * The full-text index on Elasticsearch 8.19, full or without its optional modules.
 *
 * <p>The index may be lost: it is rebuilt from the source of truth. The resource {@code elasticsearch/messages-v2.json}
 * defines it completely. Searches use the alias {@code PREFIX_messages}. Behind it is one index version, the index
 * {@code PREFIX_messages_vVERSION_gNUMBER}. Another may be filled meanwhile and take over. Each is written through an
 * alias of its own only, its name and {@code _writes}. The alias is deleted with its index, so a late write finds
 * nothing instead of creating an index.
 *
 * <ul>
 *   <li>A message is one document, its id the message's, on the shard of its user, with the version of its
 *   conversation.
 *   <li>A removed conversation leaves a tombstone: a document of id {@code removed-CONVERSATION} that holds only
 *       {@code removedConversation}. It belongs to no user, so no search finds it.
 *       They go with the version.
 *   <li>The document {@code source} has the lineage of the source of truth, with its number as the document's version.
 * </ul>
 *
 * <p>Every call has a timeout, and a circuit breaker in front of it.
 */
@NullMarked
package bot.conversational.adapters.elasticsearch;

import org.jspecify.annotations.NullMarked;
