/**
 * What happens to every request: its id, its log line, its body's bound, and its refusal by a full node.
 */
@NullMarked
package bot.conversational.application.http.request;

import org.jspecify.annotations.NullMarked;
