/** Vectors of messages in pgvector, and the search among them. */
@NullMarked
package bot.conversational.adapters.postgres.vectors;

import org.jspecify.annotations.NullMarked;
