/**
 * Shared by all stores on PostgreSQL: the pool, the circuit breaker, statements in files, columns, and how an exception
 * becomes one of the domain. For {@code adapters.postgres} only.
 */
@NullMarked
package bot.conversational.adapters.postgres.database;

import org.jspecify.annotations.NullMarked;
