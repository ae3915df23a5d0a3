/** The writes of a turn: its question, its answer, and the port that makes both durable exactly once. */
@NullMarked
package bot.conversational.domain.chat.turn;

import org.jspecify.annotations.NullMarked;
