/** Vectors of texts by a small model in this process: {@code EmbeddingModel}. */
@NullMarked
package bot.conversational.adapters.embeddings;

import org.jspecify.annotations.NullMarked;
