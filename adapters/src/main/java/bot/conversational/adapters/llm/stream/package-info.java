/**
 * Reads what models answer, in each of the three protocols: from bytes over JSON to pieces of the answer.
 *
 * <p>It is lenient about form and strict about ends: odd spellings, unknown fields and unknown parts are taken, but an
 * answer without a finish reason, or with an error in it, is none.
 */
@NullMarked
package bot.conversational.adapters.llm.stream;

import org.jspecify.annotations.NullMarked;
