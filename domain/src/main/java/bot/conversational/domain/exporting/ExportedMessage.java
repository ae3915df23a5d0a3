package bot.conversational.domain.exporting;

import bot.conversational.domain.conversation.Message;
import java.util.Optional;

/** A message as it is exported, with the comment that came with its feedback. */
public record ExportedMessage(Message message, Optional<String> feedbackComment) {}
