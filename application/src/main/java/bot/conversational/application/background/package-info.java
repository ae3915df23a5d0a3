/**
 * Work that no caller waits for.
 */
@NullMarked
package bot.conversational.application.background;

import org.jspecify.annotations.NullMarked;
