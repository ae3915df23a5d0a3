/** Keys of users and of services, and the users whom services name. */
@NullMarked
package bot.conversational.adapters.postgres.keys;

import org.jspecify.annotations.NullMarked;
