/**
 * OpenAI's API under {@code /v1}, as its clients use it: what all of its calls share, and its models. Failures have the form
 * of {@link bot.conversational.application.http.problem.OpenAiErrors}.
 */
@NullMarked
package bot.conversational.application.http.openai;

import org.jspecify.annotations.NullMarked;
