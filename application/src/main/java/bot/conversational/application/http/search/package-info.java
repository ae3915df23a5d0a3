/**
 * The {@code /search} calls of the contract.
 */
@NullMarked
package bot.conversational.application.http.search;

import org.jspecify.annotations.NullMarked;
