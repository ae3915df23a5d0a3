/**
 * The {@code /conversations} calls of the contract, without chat.
 */
@NullMarked
package bot.conversational.application.http.conversations;

import org.jspecify.annotations.NullMarked;
