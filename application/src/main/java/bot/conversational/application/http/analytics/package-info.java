/**
 * The {@code /analytics} calls of the contract.
 */
@NullMarked
package bot.conversational.application.http.analytics;

import org.jspecify.annotations.NullMarked;
