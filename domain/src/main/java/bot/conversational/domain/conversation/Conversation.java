package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation of one user.
 *
 * @param title empty until its first message when it was made without one
 * @param model what answers in it; empty means the service's default
 * @param version ascends with everything that happens to the conversation or in it; caches and the index never let an
 *     older one overwrite a newer
 */
public record Conversation(
        ConversationId id,
        UserId user,
        Optional<String> title,
        Optional<String> model,
        Optional<String> systemPrompt,
        boolean pinned,
        boolean archived,
        int messageCount,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_SYSTEM_PROMPT = 8_000;

    public Conversation {
        title.ifPresent(text -> Text.checked("title", text, 1, MAX_TITLE));
        model.ifPresent(text -> Text.checked("model", text, 1, ModelCatalog.MAX_NAME));
        systemPrompt.ifPresent(text -> Text.checked("systemPrompt", text, 1, MAX_SYSTEM_PROMPT));
    }

    /** A title for a conversation that has none: the first line of its first message, cut at a word. */
    public static String titleFrom(String content) {
        String line = content.strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\s+", " ")
                .strip();
        String cut = Text.cut(line, 80);
        if (cut.length() == line.length()) {
            return line;
        }
        int lastSpace = cut.lastIndexOf(' ');
        return (lastSpace > cut.length() / 2 ? cut.substring(0, lastSpace) : cut) + "…";
    }
}
