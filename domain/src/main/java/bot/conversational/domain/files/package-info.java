/**
 * Files that users upload: kept once for each user by the hash of their bytes, named by parts of messages, shown to
 * models, and removed when no message names them any more.
 */
@NullMarked
package bot.conversational.domain.files;

import org.jspecify.annotations.NullMarked;
