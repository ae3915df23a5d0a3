/**
 * Hashes of passwords.
 */
@NullMarked
package bot.conversational.adapters.passwords;

import org.jspecify.annotations.NullMarked;
