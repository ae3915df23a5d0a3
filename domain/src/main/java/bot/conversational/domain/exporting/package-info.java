/**
 * Exports: what the service knows of a user, read page by page, at once or by a background job.
 */
@NullMarked
package bot.conversational.domain.exporting;

import org.jspecify.annotations.NullMarked;
