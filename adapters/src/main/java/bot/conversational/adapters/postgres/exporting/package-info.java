/** Exports of accounts, and what goes into them. */
@NullMarked
package bot.conversational.adapters.postgres.exporting;

import org.jspecify.annotations.NullMarked;
