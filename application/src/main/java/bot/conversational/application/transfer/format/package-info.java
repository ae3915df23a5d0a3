/**
 * The formats of recordings, one conversation at a time.
 */
@NullMarked
package bot.conversational.application.transfer.format;

import org.jspecify.annotations.NullMarked;
