/** Responses and their items on PostgreSQL: looked up by ids alone, messages added and taken away, metadata. */
@NullMarked
package bot.conversational.adapters.postgres.responses;

import org.jspecify.annotations.NullMarked;
