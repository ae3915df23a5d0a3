/** Imports of what other products have recorded. */
@NullMarked
package bot.conversational.application.http.imports;

import org.jspecify.annotations.NullMarked;
