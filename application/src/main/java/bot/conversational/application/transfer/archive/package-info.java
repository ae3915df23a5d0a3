/**
 * Files that hold recordings: bare, packed, and in archives that may be hostile.
 */
@NullMarked
package bot.conversational.application.transfer.archive;

import org.jspecify.annotations.NullMarked;
