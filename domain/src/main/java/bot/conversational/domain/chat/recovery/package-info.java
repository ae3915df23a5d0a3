/**
 * Starts, deaths and shutdowns of nodes: partial answers are saved, stop requests reach the generating node, turns of
 * dead nodes are ended, and a node that is shutting down drains.
 */
@NullMarked
package bot.conversational.domain.chat.recovery;

import org.jspecify.annotations.NullMarked;
