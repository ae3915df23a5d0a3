/**
 * The contract as OpenAPI 3.1, generated from the code, and the pages that show it.
 */
@NullMarked
package bot.conversational.application.http.description;

import org.jspecify.annotations.NullMarked;
