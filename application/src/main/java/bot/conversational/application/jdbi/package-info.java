/** Jdbi as Dropwizard makes it, over the adapter's pool: its lifecycle, health check and timers of statements. */
@NullMarked
package bot.conversational.application.jdbi;

import org.jspecify.annotations.NullMarked;
