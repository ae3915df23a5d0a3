package bot.conversational.domain.chat;

import bot.conversational.domain.conversation.Message;

/**
 * A message as the model's context needs it.
 *
 * @param tokens of its content, by the service's tokenizer
 * @param chain of its branch up to and with it
 */
public record ContextMessage(Message message, int tokens, ContextHash chain) {}
