/**
 * One call of one provider: its protocol, its stream, and what its errors mean.
 */
@NullMarked
package bot.conversational.adapters.llm.calls;

import org.jspecify.annotations.NullMarked;
