package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.Conversation;

/** A conversation with what its user noted about it. */
public record KeptConversation(Conversation conversation, Metadata metadata) {}
