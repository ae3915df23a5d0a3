/** Embeddings for clients of OpenAI's API, by the model that search by meaning has. */
@NullMarked
package bot.conversational.application.http.openai.embeddings;

import org.jspecify.annotations.NullMarked;
