/**
 * People who own conversations: their accounts and credentials.
 */
@NullMarked
package bot.conversational.domain.user;

import org.jspecify.annotations.NullMarked;
