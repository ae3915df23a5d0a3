/** The first steps of every request: its id and log line, the client's address, CORS, security headers. */
@NullMarked
package bot.conversational.application.http.edge;

import org.jspecify.annotations.NullMarked;
