/** Responses in the form of OpenAI's API: turns of ours under another name. */
@NullMarked
package bot.conversational.application.http.openai.responses;

import org.jspecify.annotations.NullMarked;
