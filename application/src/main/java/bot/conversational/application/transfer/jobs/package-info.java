/**
 * How a node finishes imports that callers began.
 */
@NullMarked
package bot.conversational.application.transfer.jobs;

import org.jspecify.annotations.NullMarked;
