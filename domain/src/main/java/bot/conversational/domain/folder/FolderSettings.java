package bot.conversational.domain.folder;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.Optional;

/**
 * The settings of a folder, by its user.
 *
 * @param parent the folder that it is in; empty: at the top
 * @param position where it stands among the others, ascending; equal ones stand in the order of their making
 * @param systemPrompt that comes before those of the conversations in it. Subfolders do not inherit it
 */
public record FolderSettings(String name, Optional<FolderId> parent, int position, Optional<String> systemPrompt) {

    public static final int MAX_NAME = 100;
    public static final int MAX_SYSTEM_PROMPT = 8_000;
    public static final int MAX_POSITION = 1_000_000;

    public FolderSettings {
        name = Text.line("name", Text.checked("name", name, 1, MAX_NAME));
        systemPrompt.ifPresent(
                text -> Text.visible("systemPrompt", Text.checked("systemPrompt", text, 1, MAX_SYSTEM_PROMPT)));
        if (position < 0 || position > MAX_POSITION) {
            throw new DomainException.Invalid("position", "must be between 0 and " + MAX_POSITION);
        }
    }
}
