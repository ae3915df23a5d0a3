/**
 * How the contract's JSON is read strictly and written the same way everywhere.
 */
@NullMarked
package bot.conversational.application.http.json;

import org.jspecify.annotations.NullMarked;
