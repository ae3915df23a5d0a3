package bot.conversational.domain.folder.managing;

import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes an empty folder. */
public final class CreateFolder {

    private final FolderStore folders;
    private final TokenCounter tokens;
    private final IdSource ids;
    private final InstantSource clock;

    public CreateFolder(FolderStore folders, TokenCounter tokens, IdSource ids, InstantSource clock) {
        this.folders = folders;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param position behind all others when empty
     * @throws DomainException.Invalid when a value breaks a rule, or the parent is no folder of the user's at the top
     * @throws DomainException.Conflict when the user has too many
     */
    public Folder create(
            UserId user,
            String name,
            Optional<FolderId> parent,
            Optional<Integer> position,
            Optional<String> systemPrompt) {
        FolderSettings settings = new FolderSettings(name, parent, position.orElse(0), systemPrompt);
        Folder folder = new Folder(
                new FolderId(ids.next()), user, settings, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return ManageFolders.kept(folders.add(
                folder, position.isEmpty(), systemPrompt.map(tokens::count).orElse(0)));
    }
}
