/**
 * The turn on PostgreSQL: its beginning and end as one statement each, live texts, leases of nodes, stop requests.
 */
@NullMarked
package bot.conversational.adapters.postgres.turns;

import org.jspecify.annotations.NullMarked;
