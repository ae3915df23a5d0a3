/**
 * Imports that callers begin and nodes finish: a file that was received, and how far it has been read.
 */
@NullMarked
package bot.conversational.domain.transfer.jobs;

import org.jspecify.annotations.NullMarked;
