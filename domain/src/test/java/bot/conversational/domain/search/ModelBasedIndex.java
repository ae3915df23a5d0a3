package bot.conversational.domain.search;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One of two users who said nearly the same.
 *
 * @param sign a word that is in each of his messages and in none of the other's
 * @param model that wrote some of his messages and none of the other's
 */
public record ModelBasedIndex(
        UserId user, String sign, String model, Set<MessageId> messages, Set<ConversationId> conversations) {

    private static final List<String> VOCABULARY = List.of(
            "invoice",
            "quarter",
            "budget",
            "review",
            "getUserById",
            "snake_case_name",
            "running",
            "meeting",
            "naïve",
            "привет",
            "東京",
            "release",
            "ada@example.com",
            "server",
            "prefix",
            "prefer",
            "present",
            "the",
            "not",
            "and",
            "report",
            "revenue",
            "a-b-c",
            "42");

    private static final int WORDS = 9;

    public ModelBasedIndex {
        messages = Set.copyOf(messages);
        conversations = Set.copyOf(conversations);
    }

    static String word(Random random) {
        return VOCABULARY.get(random.nextInt(VOCABULARY.size()));
    }

    /** What a twin says for the n-th time: the other says the same, but for the sign. */
    public static String text(int n, String sign) {
        Random random = new Random(n);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(word(random)).append(' ');
        }
        return text.insert(random.nextInt(2) == 0 ? 0 : text.length(), sign + " ")
                .toString()
                .strip();
    }
}
