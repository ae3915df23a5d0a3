/**
 * What an import could not take over.
 */
@NullMarked
package bot.conversational.application.transfer.report;

import org.jspecify.annotations.NullMarked;
