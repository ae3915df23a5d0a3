package bot.conversational.domain.sharing;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import java.time.Instant;
import java.util.Optional;

/** A message of a snapshot. It has no ids: they would tell readers more than its owner shares. */
public record SharedMessage(MessageRole role, Content content, Optional<String> model, Instant createdAt) {}
