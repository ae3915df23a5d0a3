/**
 * Files that messages of a recording name, and where their bytes go.
 */
@NullMarked
package bot.conversational.application.transfer.assets;

import org.jspecify.annotations.NullMarked;
