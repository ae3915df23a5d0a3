/**
 * File formats of imports.
 */
@NullMarked
package bot.conversational.application.transfer;

import org.jspecify.annotations.NullMarked;
