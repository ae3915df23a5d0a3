/** Responses and conversations of OpenAI's API on a running service. */
@NullMarked
package bot.conversational.application.service.responses;

import org.jspecify.annotations.NullMarked;
