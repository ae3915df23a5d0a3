package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.Message;

/**
 * A message as the model's context needs it.
 *
 * @param tokens of its content, by the service's tokenizer
 * @param hash of its branch up to and with it
 */
public record ContextMessage(Message message, int tokens, ContextHash hash) {}
