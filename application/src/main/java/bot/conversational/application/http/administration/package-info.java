/**
 * The {@code /admin} calls of the contract, and the open one for who was invited.
 */
@NullMarked
package bot.conversational.application.http.administration;

import org.jspecify.annotations.NullMarked;
