package bot.conversational.domain.transfer;

import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPosition;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.transfer.ImportedFolder.Path;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folders of an account by their paths, as far as an import needs them. The ids of those that are made are made of
 * their paths, as other {@linkplain ImportedIds imported ids} are: one that its user has renamed or moved since is found
 * again, and of two imports at once the second finds what the first has made. For one batch.
 */
final class ImportedFolders {

    private final FolderStore store;
    private final TokenCounter tokens;
    private final InstantSource clock;
    private final UserId user;
    private final Map<Path, FolderId> paths = new HashMap<>();
    private final Set<FolderId> ids = new HashSet<>();

    /** Reads the folders that are there. */
    ImportedFolders(FolderStore store, TokenCounter tokens, InstantSource clock, UserId user) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
        this.user = user;
        Map<FolderId, Folder> folders = all();
        for (Folder folder : folders.values()) {
            Optional<String> parent = folder.settings()
                    .parent()
                    .flatMap(id -> Optional.ofNullable(folders.get(id)))
                    .map(it -> it.settings().name());
            paths.putIfAbsent(new Path(parent, folder.settings().name()), folder.id());
        }
        ids.addAll(folders.keySet());
    }

    private Map<FolderId, Folder> all() {
        Map<FolderId, Folder> folders = new LinkedHashMap<>();
        Optional<FolderPosition> after = Optional.empty();
        do {
            Page<Folder, FolderPosition> page = store.list(user, new PageRequest<>(PageRequest.MAX_LIMIT, after));
            page.items().forEach(folder -> folders.put(folder.id(), folder));
            after = page.next();
        } while (after.isPresent());
        return folders;
    }

    /** Whether it is there, or the account has room for it and the folder that it is in. */
    boolean hasRoom(ImportedFolder folder) {
        return fits(missing(folder).size());
    }

    /**
     * The same where some are planned already.
     *
     * @param planned to which those are added that would be made
     */
    boolean plan(ImportedFolder folder, Set<Path> planned) {
        Set<Path> missing = missing(folder);
        missing.removeAll(planned);
        boolean fits = missing.isEmpty() || fits(planned.size() + missing.size());
        if (fits) {
            planned.addAll(missing);
        }
        return fits;
    }

    private boolean fits(int more) {
        return more == 0 || ids.size() + more <= FolderStore.MOST_OF_A_USER;
    }

    private Set<Path> missing(ImportedFolder folder) {
        Set<Path> missing = new HashSet<>();
        if (known(folder.path()).isEmpty()) {
            missing.add(folder.path());
            folder.parent()
                    .map(ImportedFolder::path)
                    .filter(parent -> known(parent).isEmpty())
                    .ifPresent(missing::add);
        }
        return missing;
    }

    private Optional<FolderId> known(Path path) {
        return Optional.ofNullable(paths.get(path))
                .or(() -> Optional.of(id(path)).filter(ids::contains));
    }

    private FolderId id(Path path) {
        String parent =
                path.parent().map(name -> name.length() + "\n" + name + "\n").orElse("");
        ImportedIds made = new ImportedIds(user, ImportSource.EXPORT, "");
        return new FolderId(made.of("folder " + parent + path.name(), Optional.empty()));
    }

    /** The folder, made if it was not there; empty when it cannot be made. */
    Optional<FolderId> findOrMake(ImportedFolder folder) {
        return known(folder.path()).or(() -> hasRoom(folder) ? make(folder) : Optional.empty());
    }

    private Optional<FolderId> make(ImportedFolder folder) {
        Optional<FolderId> parent = folder.parent().flatMap(this::findOrMake);
        if (folder.parent().isPresent() && parent.isEmpty()) {
            return Optional.empty();
        }
        Path path = folder.path();
        FolderSettings settings =
                new FolderSettings(folder.name(), parent, folder.position().orElse(0), folder.systemPrompt());
        Folder made = new Folder(id(path), user, settings, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        int promptTokens = folder.systemPrompt().map(tokens::count).orElse(0);
        return switch (store.add(made, folder.position().isEmpty(), promptTokens)) {
            case FolderStore.Outcome.Kept(Folder kept) -> {
                paths.put(path, kept.id());
                ids.add(kept.id());
                yield Optional.of(kept.id());
            }
            case FolderStore.Outcome.TooMany() -> Optional.empty();
            case FolderStore.Outcome.NoPlace() -> Optional.empty();
            case FolderStore.Outcome.NoFolder() -> Optional.empty();
        };
    }
}
