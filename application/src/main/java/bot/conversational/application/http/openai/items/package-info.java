/** Items as clients of OpenAI's Responses API write and read them. */
@NullMarked
package bot.conversational.application.http.openai.items;

import org.jspecify.annotations.NullMarked;
