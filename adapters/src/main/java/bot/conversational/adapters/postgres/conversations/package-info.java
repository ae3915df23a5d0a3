/**
 * Conversations, messages and feedback on PostgreSQL, as callers read and edit them.
 */
@NullMarked
package bot.conversational.adapters.postgres.conversations;

import org.jspecify.annotations.NullMarked;
