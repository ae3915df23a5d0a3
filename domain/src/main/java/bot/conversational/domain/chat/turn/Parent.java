package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.MessageId;

/** Where in the tree of messages a question is asked. */
public sealed interface Parent {

    /** Behind the newest message of the newest branch. */
    record Newest() implements Parent {}

    /** A new first message, beside the others. */
    record None() implements Parent {}

    /** Behind this message, beside what follows it already. */
    record Of(MessageId id) implements Parent {}
}
