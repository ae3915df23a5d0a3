/** Folders and tags in PostgreSQL, and how conversations name them. */
@NullMarked
package bot.conversational.adapters.postgres.folders;

import org.jspecify.annotations.NullMarked;
