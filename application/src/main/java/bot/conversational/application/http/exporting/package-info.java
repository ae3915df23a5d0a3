/**
 * Exports: of one conversation, of an account as a stream, and of an account as a zip that is made in the background.
 */
@NullMarked
package bot.conversational.application.http.exporting;

import org.jspecify.annotations.NullMarked;
