package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * A message as the index has it, with the fields of its conversation that searches filter by.
 *
 * @param version the conversation's: of two documents of a message the higher one is the newer
 */
public record MessageDocument(
        UserId user, Message message, Optional<String> title, boolean archived, Filing filing, long version) {}
