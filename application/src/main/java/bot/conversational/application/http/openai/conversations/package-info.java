/** Conversations and their items in the form of OpenAI's API. */
@NullMarked
package bot.conversational.application.http.openai.conversations;

import org.jspecify.annotations.NullMarked;
