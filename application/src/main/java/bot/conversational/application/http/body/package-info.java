/** Bodies of requests: their limit, and the handling of unread ones. */
@NullMarked
package bot.conversational.application.http.body;

import org.jspecify.annotations.NullMarked;
