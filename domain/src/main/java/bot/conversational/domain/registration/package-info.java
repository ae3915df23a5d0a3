/**
 * Registering by strangers, limited by their addresses.
 */
@NullMarked
package bot.conversational.domain.registration;

import org.jspecify.annotations.NullMarked;
