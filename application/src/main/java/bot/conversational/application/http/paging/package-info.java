/**
 * How lists are cut into pages: the query's limit, and cursors that nobody can make or change but the service.
 */
@NullMarked
package bot.conversational.application.http.paging;

import org.jspecify.annotations.NullMarked;
