/** The calls for folders and tags. */
@NullMarked
package bot.conversational.application.http.folders;

import org.jspecify.annotations.NullMarked;
