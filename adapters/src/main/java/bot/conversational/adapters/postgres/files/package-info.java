/** Uploaded files. */
@NullMarked
package bot.conversational.adapters.postgres.files;

import org.jspecify.annotations.NullMarked;
