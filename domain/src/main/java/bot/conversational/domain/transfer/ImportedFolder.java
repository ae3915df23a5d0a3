package bot.conversational.domain.transfer;

import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.shared.DomainException;
import java.util.Optional;

/**
 * A folder of an imported conversation. In an account it is known by its path.
 *
 * @param parent the folder at the top that it is in
 * @param position among the others; empty: behind all of them
 * @param systemPrompt for one that is made
 */
public record ImportedFolder(
        String name, Optional<ImportedFolder> parent, Optional<Integer> position, Optional<String> systemPrompt) {

    /**
     * Where a folder is.
     *
     * @param parent name of the folder at the top that it is in
     */
    public record Path(Optional<String> parent, String name) {}

    /** @throws DomainException.Invalid when it breaks a rule of folders */
    public ImportedFolder {
        FolderSettings checked = new FolderSettings(name, Optional.empty(), position.orElse(0), systemPrompt);
        name = checked.name();
        if (parent.flatMap(ImportedFolder::parent).isPresent()) {
            throw new DomainException.Invalid("parentId", "must name a folder at the top");
        }
    }

    public Path path() {
        return new Path(parent.map(ImportedFolder::name), name);
    }
}
