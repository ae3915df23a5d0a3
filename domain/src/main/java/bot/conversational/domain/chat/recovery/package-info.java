/**
 * What happens when nodes come and go: partial answers are saved, stop requests reach the node that generates, turns of
 * dead nodes are ended, and a node that is told to go drains.
 */
@NullMarked
package bot.conversational.domain.chat.recovery;

import org.jspecify.annotations.NullMarked;
