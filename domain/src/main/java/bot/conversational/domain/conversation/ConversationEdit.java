package bot.conversational.domain.conversation;

import bot.conversational.domain.folder.FilingEdit;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.Text;
import java.util.Optional;

/**
 * The changes of an edit of a conversation: of its settings, and of where it is kept. All other fields stay.
 *
 * @param title if cleared, the next message gives it again
 * @param pinned empty leaves it
 * @param archived empty leaves it
 */
public record ConversationEdit(
        Field title,
        Field systemPrompt,
        Field model,
        Optional<Boolean> pinned,
        Optional<Boolean> archived,
        FilingEdit filing) {

    /** The change of an optional field. */
    public sealed interface Field {

        record Keep() implements Field {}

        record Clear() implements Field {}

        record Put(String text) implements Field {}

        /** The field's value afterwards. */
        default Optional<String> after(Optional<String> before) {
            return switch (this) {
                case Keep() -> before;
                case Clear() -> Optional.empty();
                case Put(String text) -> Optional.of(text);
            };
        }
    }

    /** Leaves the conversation where it is kept. */
    public ConversationEdit(
            Field title, Field systemPrompt, Field model, Optional<Boolean> pinned, Optional<Boolean> archived) {
        this(title, systemPrompt, model, pinned, archived, FilingEdit.NONE);
    }

    public ConversationEdit {
        check("title", title, ConversationSettings.MAX_TITLE);
        if (title instanceof Field.Put(String text)) {
            Text.line("title", text);
        }
        check("systemPrompt", systemPrompt, ConversationSettings.MAX_SYSTEM_PROMPT);
        check("model", model, ModelCatalog.MAX_NAME);
    }

    /** Gives a title and leaves the rest. */
    public static ConversationEdit ofTitle(String title) {
        return new ConversationEdit(
                new Field.Put(title), new Field.Keep(), new Field.Keep(), Optional.empty(), Optional.empty());
    }

    /** Whether it would change nothing, whatever it met. */
    public boolean isEmpty() {
        Field keep = new Field.Keep();
        return title.equals(keep)
                && systemPrompt.equals(keep)
                && model.equals(keep)
                && pinned.isEmpty()
                && archived.isEmpty()
                && filing.equals(FilingEdit.NONE);
    }

    /** The settings afterwards. */
    public ConversationSettings of(ConversationSettings before) {
        return new ConversationSettings(
                title.after(before.title()),
                model.after(before.model()),
                systemPrompt.after(before.systemPrompt()),
                pinned.orElse(before.pinned()),
                archived.orElse(before.archived()));
    }

    private static void check(String name, Field field, int max) {
        if (field instanceof Field.Put(String text)) {
            Text.visible(name, Text.checked(name, text, 1, max));
        }
    }
}
