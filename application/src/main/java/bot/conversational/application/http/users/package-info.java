/**
 * The {@code /users} calls of the contract.
 */
@NullMarked
package bot.conversational.application.http.users;

import org.jspecify.annotations.NullMarked;
