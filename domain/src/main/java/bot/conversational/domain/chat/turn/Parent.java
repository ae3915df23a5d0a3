package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.MessageId;

/** Where in the tree of messages a question is asked. */
public sealed interface Parent {

    /** Behind the newest message of the newest branch. */
    record Newest() implements Parent {}

    /** A new first message, which begins another branch. */
    record None() implements Parent {}

    /** Behind this message, as another branch if messages follow it already. */
    record Of(MessageId id) implements Parent {}
}
