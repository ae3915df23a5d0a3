/**
 * Users, sessions, revocations and erasures on PostgreSQL.
 */
@NullMarked
package bot.conversational.adapters.postgres.accounts;

import org.jspecify.annotations.NullMarked;
