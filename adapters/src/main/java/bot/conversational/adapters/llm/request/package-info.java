/**
 * Writes prompts as the three protocols want them. A part that a protocol has no form for is refused before anything is
 * sent; a wish that it has no field for, and that an answer can do without, is left out.
 */
@NullMarked
package bot.conversational.adapters.llm.request;

import org.jspecify.annotations.NullMarked;
