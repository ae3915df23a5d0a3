/**
 * The {@code /sessions} calls of the contract.
 */
@NullMarked
package bot.conversational.application.http.sessions;

import org.jspecify.annotations.NullMarked;
