/**
 * What a node does for its turns beside answering calls, and what it counts of them.
 */
@NullMarked
package bot.conversational.application.turns;

import org.jspecify.annotations.NullMarked;
