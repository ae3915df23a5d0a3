/**
 * Bodies of requests: their limit, and what becomes of one that nobody reads.
 */
@NullMarked
package bot.conversational.application.http.body;

import org.jspecify.annotations.NullMarked;
