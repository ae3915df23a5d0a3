/**
 * Temporary files of this node, for as long as it works on them.
 */
@NullMarked
package bot.conversational.application.scratch;

import org.jspecify.annotations.NullMarked;
