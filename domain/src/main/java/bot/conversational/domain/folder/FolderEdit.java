package bot.conversational.domain.folder;

import bot.conversational.domain.folder.FilingEdit.FolderChange;
import java.util.Optional;

/**
 * The changes of an edit of a folder; all else stays.
 *
 * @param name empty leaves it
 * @param position empty leaves it
 */
public record FolderEdit(
        Optional<String> name, FolderChange parent, Optional<Integer> position, PromptChange systemPrompt) {

    /** The change of a folder's system prompt. */
    public sealed interface PromptChange {

        record Leave() implements PromptChange {}

        record Remove() implements PromptChange {}

        record Write(String text) implements PromptChange {}
    }

    /** The settings afterwards, or the exception of the rule that they would break. */
    public FolderSettings of(FolderSettings before) {
        return new FolderSettings(
                name.orElse(before.name()),
                parent.after(before.parent()),
                position.orElse(before.position()),
                switch (systemPrompt) {
                    case PromptChange.Leave() -> before.systemPrompt();
                    case PromptChange.Remove() -> Optional.empty();
                    case PromptChange.Write(String text) -> Optional.of(text);
                });
    }
}
