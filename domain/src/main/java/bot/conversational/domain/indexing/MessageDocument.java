package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * A message as the index keeps it, with what it is filtered by of its conversation.
 *
 * @param version the conversation's: of two documents of a message the higher one is the newer
 */
public record MessageDocument(UserId user, Message message, Optional<String> title, boolean archived, long version) {}
