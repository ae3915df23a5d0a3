/**
 * One call of one provider: its address and key, its connection, its limits of time, and what a refusal means.
 */
@NullMarked
package bot.conversational.adapters.llm.calls;

import org.jspecify.annotations.NullMarked;
