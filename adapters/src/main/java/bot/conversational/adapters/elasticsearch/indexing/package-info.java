/**
 * Writing the index: versions, bulks, tombstones, and what an audit reads.
 */
@NullMarked
package bot.conversational.adapters.elasticsearch.indexing;

import org.jspecify.annotations.NullMarked;
