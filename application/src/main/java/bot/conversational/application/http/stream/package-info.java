/**
 * Answers that take long to write.
 */
@NullMarked
package bot.conversational.application.http.stream;

import org.jspecify.annotations.NullMarked;
