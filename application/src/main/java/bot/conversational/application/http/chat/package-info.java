/**
 * The calls that make a model answer.
 */
@NullMarked
package bot.conversational.application.http.chat;

import org.jspecify.annotations.NullMarked;
