/** Pages of lists: the query's limit, and cursors that only the service can make or change. */
@NullMarked
package bot.conversational.application.http.paging;

import org.jspecify.annotations.NullMarked;
