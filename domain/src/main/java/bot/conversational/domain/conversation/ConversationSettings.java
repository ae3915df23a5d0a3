package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.Text;
import java.util.Optional;

/**
 * The settings of a conversation, by its user. The order of the components is that of the JSON records made of it.
 *
 * @param title empty until its first message when it was made without one
 * @param model that answers in it; empty means the service's default
 */
public record ConversationSettings(
        Optional<String> title,
        Optional<String> model,
        Optional<String> systemPrompt,
        boolean pinned,
        boolean archived) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_SYSTEM_PROMPT = 8_000;

    public ConversationSettings {
        title.ifPresent(text -> Text.checked("title", text, 1, MAX_TITLE));
        model.ifPresent(text -> Text.checked("model", text, 1, ModelCatalog.MAX_NAME));
        systemPrompt.ifPresent(text -> Text.checked("systemPrompt", text, 1, MAX_SYSTEM_PROMPT));
    }

    /** Of a conversation that is neither pinned nor archived. */
    public static ConversationSettings of(
            Optional<String> title, Optional<String> model, Optional<String> systemPrompt) {
        return new ConversationSettings(title, model, systemPrompt, false, false);
    }

    /** Of a conversation of which only the title is known. */
    public static ConversationSettings titled(String title) {
        return of(Optional.of(title), Optional.empty(), Optional.empty());
    }

    /** The same settings with this title if they have none. */
    public ConversationSettings withDefaultTitle(Optional<String> defaultTitle) {
        return title.isPresent() || defaultTitle.isEmpty()
                ? this
                : new ConversationSettings(defaultTitle, model, systemPrompt, pinned, archived);
    }
}
