/**
 * What happens to every request: its id, its log line, its body's bound.
 */
@NullMarked
package bot.conversational.application.http.request;

import org.jspecify.annotations.NullMarked;
