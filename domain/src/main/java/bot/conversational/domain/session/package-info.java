/**
 * Who is calling: sessions with a sliding life, kept in PostgreSQL and answered from Redis.
 */
@NullMarked
package bot.conversational.domain.session;

import org.jspecify.annotations.NullMarked;
