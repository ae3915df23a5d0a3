package bot.conversational.domain.chat.context;

import java.util.List;

/**
 * A conversation as a model is to see it.
 *
 * @param messages the newest of the branch, oldest of them first, as many as were asked for; the last one is the
 *     state's head
 */
public record Context(ConversationState state, List<ContextMessage> messages) {

    public Context {
        messages = List.copyOf(messages);
    }

    /** The newest messages that fit into the budget, oldest of them first; the newest one always. */
    public static List<ContextMessage> fitting(List<ContextMessage> messages, int tokenBudget) {
        int from = messages.size();
        int left = tokenBudget;
        while (from > 0 && (left >= messages.get(from - 1).tokens() || from == messages.size())) {
            from--;
            left -= messages.get(from).tokens();
        }
        return messages.subList(from, messages.size());
    }
}
