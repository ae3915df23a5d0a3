/** Tests of chat completions. */
@NullMarked
package bot.conversational.application.http.openai.chat;

import org.jspecify.annotations.NullMarked;
