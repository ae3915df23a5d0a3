/**
 * The stores on a real PostgreSQL. {@link bot.conversational.adapters.postgres.database.TestDatabase} is where tests, those of the
 * application among them, get a migrated database.
 */
@NullMarked
package bot.conversational.adapters.postgres;

import org.jspecify.annotations.NullMarked;
