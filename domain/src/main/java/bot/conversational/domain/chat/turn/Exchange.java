package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.Message;

/**
 * A question and its answer.
 *
 * @param replayed whether an earlier call with the same key made it
 */
public record Exchange(Message userMessage, Message assistantMessage, boolean replayed) {}
