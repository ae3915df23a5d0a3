/**
 * Reads on a standby of PostgreSQL, as fresh as the reader needs them: a user's own writes are never missing. See ADR 26.
 */
@NullMarked
package bot.conversational.adapters.postgres.replica;

import org.jspecify.annotations.NullMarked;
