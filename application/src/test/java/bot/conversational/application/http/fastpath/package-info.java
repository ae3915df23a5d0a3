/** Where a message goes, before any store is asked. */
@NullMarked
package bot.conversational.application.http.fastpath;

import org.jspecify.annotations.NullMarked;
