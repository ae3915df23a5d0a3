/** Authentication: sessions with a sliding expiry, stored in PostgreSQL and cached in Redis. */
@NullMarked
package bot.conversational.domain.session;

import org.jspecify.annotations.NullMarked;
