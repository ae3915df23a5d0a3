/**
 * Messages as lists of items, which is how clients of OpenAI's Responses API see them: a text, a thought or a call of a tool
 * is an item of its own.
 */
@NullMarked
package bot.conversational.domain.responses.items;

import org.jspecify.annotations.NullMarked;
