package bot.conversational.domain.conversation;

import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A conversation of one user: what its user sets, where it is kept, and how far it has come. */
public record Conversation(
        ConversationId id, UserId user, ConversationSettings settings, Filing filing, ConversationProgress progress) {

    private static final Pattern FENCE = Pattern.compile("(```|~~~)[\\w+#.-]*");
    private static final Pattern MARKUP = Pattern.compile("^(#{1,6} |> |[-*+] )+");

    /** Something but punctuation and marks: a letter, a digit, a symbol such as an emoji. */
    private static final Pattern SAYING = Pattern.compile("[\\p{L}\\p{N}\\p{S}]");

    /** In no folder, without tags. */
    public Conversation(ConversationId id, UserId user, ConversationSettings settings, ConversationProgress progress) {
        this(id, user, settings, Filing.NONE, progress);
    }

    /** An empty conversation that is made now. */
    public static Conversation begun(
            ConversationId id, UserId user, ConversationSettings settings, Filing filing, Instant at) {
        return new Conversation(id, user, settings, filing, ConversationProgress.begun(at));
    }

    /** The conversation after a change to it: one version on. */
    public Conversation edited(ConversationEdit edit, Instant at) {
        return new Conversation(id, user, edit.of(settings), edit.filing().of(filing), progress.next(0, at));
    }

    /**
     * The conversation after a write of a turn: one version on.
     *
     * @param added messages that the write counts
     * @param title for a conversation that has none
     */
    public Conversation next(int added, Instant at, Optional<String> title) {
        return with(settings.withDefaultTitle(title), progress.next(added, at));
    }

    /** The same conversation at another version. */
    public Conversation atVersion(long version) {
        return with(settings, progress.atVersion(version));
    }

    /** The same conversation, where it is kept, with other settings and another progress. */
    public Conversation with(ConversationSettings newSettings, ConversationProgress newProgress) {
        return new Conversation(id, user, newSettings, filing, newProgress);
    }

    /** The same conversation kept elsewhere: one version on. */
    public Conversation filed(Filing elsewhere) {
        return new Conversation(id, user, settings, elsewhere, progress.atVersion(version() + 1));
    }

    public Optional<String> title() {
        return settings.title();
    }

    public Optional<String> model() {
        return settings.model();
    }

    public Optional<String> systemPrompt() {
        return settings.systemPrompt();
    }

    public int messageCount() {
        return progress.messageCount();
    }

    public Instant createdAt() {
        return progress.createdAt();
    }

    public Instant updatedAt() {
        return progress.updatedAt();
    }

    public long version() {
        return progress.version();
    }

    private static String said(String line) {
        String text = Text.asLine(line);
        return FENCE.matcher(text).matches() || !SAYING.matcher(text).find()
                ? ""
                : MARKUP.matcher(text).replaceFirst("").strip();
    }

    /**
     * A title for a conversation that has none: the first line of its first message that says something, cut at a word.
     * What only begins or ends a block of code says nothing.
     *
     * @return empty when nothing of it can be seen
     */
    public static String titleFrom(String content) {
        String line = content.lines()
                .map(Conversation::said)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> Text.asLine(content));
        String cut = Text.cut(line, 80);
        if (cut.length() == line.length()) {
            return line;
        }
        int lastSpace = cut.lastIndexOf(' ');
        return (lastSpace > cut.length() / 2 ? cut.substring(0, lastSpace) : cut) + "…";
    }
}
