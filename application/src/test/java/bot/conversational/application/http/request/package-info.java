/** What happens to every request, without a server. */
@NullMarked
package bot.conversational.application.http.request;

import org.jspecify.annotations.NullMarked;
