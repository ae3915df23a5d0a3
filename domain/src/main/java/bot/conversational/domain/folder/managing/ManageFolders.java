package bot.conversational.domain.folder.managing;

import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderEdit;
import bot.conversational.domain.folder.FolderEdit.PromptChange;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPosition;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.folder.FolderStore.Outcome;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;

/**
 * Lists, changes and deletes folders of the caller's. No cache is told: a turn sees by the {@linkplain
 * bot.conversational.domain.folder.FolderPrompt revision} of its folder, and the version of its conversation, that what
 * it knows is stale.
 */
public final class ManageFolders {

    private final FolderStore folders;
    private final TokenCounter tokens;

    public ManageFolders(FolderStore folders, TokenCounter tokens) {
        this.folders = folders;
        this.tokens = tokens;
    }

    /** By position. */
    public Page<Folder, FolderPosition> list(UserId user, PageRequest<FolderPosition> page) {
        return folders.list(user, page);
    }

    /** @throws DomainException.NotFound when the caller has no such folder */
    public Folder show(UserId user, FolderId id) {
        return folders.find(user, id).orElseThrow(ManageFolders::unknown);
    }

    /**
     * The folder afterwards. Each turn that begins from now on uses the new system prompt.
     *
     * @throws DomainException.NotFound when the caller has no such folder
     * @throws DomainException.Invalid when a value breaks a rule, or the folder cannot be in the new parent
     */
    public Folder edit(UserId user, FolderId id, FolderEdit edit) {
        int promptTokens = edit.systemPrompt() instanceof PromptChange.Write(String text) ? tokens.count(text) : 0;
        return kept(folders.edit(user, id, edit, promptTokens));
    }

    /**
     * Deletes a folder; its conversations move out, its subfolders to the top.
     *
     * @throws DomainException.NotFound when the caller has no such folder
     */
    public void delete(UserId user, FolderId id) {
        if (!folders.delete(user, id)) {
            throw unknown();
        }
    }

    static Folder kept(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Kept(Folder folder) -> folder;
            case Outcome.NoFolder() -> throw unknown();
            case Outcome.TooMany() ->
                throw new DomainException.Conflict(
                        "There are " + FolderStore.MOST_OF_A_USER + " folders, the most there may be.");
            case Outcome.NoPlace() ->
                throw new DomainException.Invalid(
                        "parentId", "must name a folder at the top, and the folder must have none in it");
        };
    }

    private static DomainException unknown() {
        return new DomainException.NotFound("folder");
    }
}
