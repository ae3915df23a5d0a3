/** Chat completions: what their bodies say, and the words of their answers. */
@NullMarked
package bot.conversational.application.http.openai.chat;

import org.jspecify.annotations.NullMarked;
