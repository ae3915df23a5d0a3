/**
 * Shares: what their owners do with them, and what readers get.
 */
@NullMarked
package bot.conversational.application.http.sharing;

import org.jspecify.annotations.NullMarked;
