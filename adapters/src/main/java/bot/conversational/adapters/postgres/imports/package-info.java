/** Imports that nodes finish. */
@NullMarked
package bot.conversational.adapters.postgres.imports;

import org.jspecify.annotations.NullMarked;
