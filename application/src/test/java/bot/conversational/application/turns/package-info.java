/** Turns under real conditions: nodes that die, readers that vanish, stores that are away. */
@NullMarked
package bot.conversational.application.turns;

import org.jspecify.annotations.NullMarked;
