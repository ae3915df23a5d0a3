package bot.conversational.domain.stores.folders;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderEdit;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPosition;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.folder.TagCount;
import bot.conversational.domain.folder.TagStore;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.FolderKey;
import bot.conversational.domain.stores.InMemoryDatabase.KeptFolder;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders and tags in memory. */
public final class InMemoryFolders implements FolderStore, TagStore {

    private static final Comparator<FolderPosition> IN_ORDER = Comparator.comparingInt(FolderPosition::position)
            .thenComparing(position -> position.id().toString());

    private static final Comparator<String> BY_CHARACTERS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final InMemoryDatabase database;

    public InMemoryFolders(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Outcome add(Folder folder, boolean last, int tokens) {
        return database.call(() -> {
            Optional<KeptFolder> there = kept(folder.user(), folder.id());
            if (there.isPresent()) {
                return new Outcome.Kept(there.get().folder());
            }
            if (own(folder.user()).count() >= MOST_OF_A_USER) {
                return new Outcome.TooMany();
            }
            if (!fits(folder)) {
                return new Outcome.NoPlace();
            }
            FolderSettings given = folder.settings();
            int position = last
                    ? own(folder.user())
                            .mapToInt(it -> it.settings().position() + 1)
                            .max()
                            .orElse(0)
                    : given.position();
            FolderSettings settings = new FolderSettings(
                    given.name(),
                    given.parent(),
                    Math.min(position, FolderSettings.MAX_POSITION),
                    given.systemPrompt());
            return kept(
                    new Folder(folder.id(), folder.user(), settings, folder.createdAt()), UUID.randomUUID(), tokens);
        });
    }

    private Outcome kept(Folder folder, UUID revision, int tokens) {
        FolderPrompt prompt = new FolderPrompt(revision, folder.settings().systemPrompt(), tokens);
        database.folders.put(new FolderKey(folder.user(), folder.id()), new KeptFolder(folder, prompt));
        return new Outcome.Kept(folder);
    }

    /** Whether it can be where it wants to be. */
    private boolean fits(Folder folder) {
        Optional<FolderId> parent = folder.settings().parent();
        return parent.isEmpty()
                || !parent.get().equals(folder.id())
                        && find(folder.user(), parent.get())
                                .filter(it -> it.settings().parent().isEmpty())
                                .isPresent()
                        && own(folder.user())
                                .noneMatch(it -> it.settings().parent().equals(Optional.of(folder.id())));
    }

    @Override
    public Optional<Folder> find(UserId user, FolderId id) {
        return database.call(() -> kept(user, id).map(KeptFolder::folder));
    }

    private Optional<KeptFolder> kept(UserId user, FolderId id) {
        return Optional.ofNullable(database.folders.get(new FolderKey(user, id)));
    }

    private Stream<Folder> own(UserId user) {
        return database.folders.values().stream()
                .map(KeptFolder::folder)
                .filter(folder -> folder.user().equals(user));
    }

    @Override
    public Page<Folder, FolderPosition> list(UserId user, PageRequest<FolderPosition> page) {
        return database.call(() -> Page.of(
                own(user)
                        .filter(folder -> page.after()
                                .map(after -> IN_ORDER.compare(FolderPosition.of(folder), after) > 0)
                                .orElse(true))
                        .sorted(Comparator.comparing(FolderPosition::of, IN_ORDER))
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                FolderPosition::of));
    }

    @Override
    public Outcome edit(UserId user, FolderId id, FolderEdit edit, int tokens) {
        return database.call(() -> kept(user, id)
                .map(before -> {
                    Folder old = before.folder();
                    Folder edited = new Folder(id, user, edit.of(old.settings()), old.createdAt());
                    if (!fits(edited)) {
                        return new Outcome.NoPlace();
                    }
                    boolean same = edited.settings()
                            .systemPrompt()
                            .equals(old.settings().systemPrompt());
                    return same
                            ? kept(
                                    edited,
                                    before.prompt().revision(),
                                    before.prompt().tokens())
                            : kept(edited, UUID.randomUUID(), tokens);
                })
                .orElseGet(Outcome.NoFolder::new));
    }

    @Override
    public boolean delete(UserId user, FolderId id) {
        return database.call(() -> {
            if (database.folders.remove(new FolderKey(user, id)) == null) {
                return false;
            }
            own(user)
                    .filter(it -> it.settings().parent().equals(Optional.of(id)))
                    .toList()
                    .forEach(this::toTheTop);
            database.conversations(user).stream()
                    .filter(stored -> stored.conversation().filing().folder().equals(Optional.of(id)))
                    .forEach(this::moveOut);
            return true;
        });
    }

    private void toTheTop(Folder below) {
        FolderSettings old = below.settings();
        FolderSettings settings = new FolderSettings(old.name(), Optional.empty(), old.position(), old.systemPrompt());
        database.folders.computeIfPresent(
                new FolderKey(below.user(), below.id()),
                (key, kept) -> new KeptFolder(
                        new Folder(below.id(), below.user(), settings, below.createdAt()), kept.prompt()));
    }

    private void moveOut(InMemoryConversation stored) {
        Conversation before = stored.conversation();
        Conversation after =
                before.filed(new Filing(Optional.empty(), before.filing().tags()));
        stored.state = stored.written(after);
        database.changed(
                new Change(after.user(), Change.Entity.CONVERSATION, after.id().value(), after.version()));
    }

    @Override
    public Page<TagCount, String> counts(UserId user, PageRequest<String> page) {
        return database.call(() -> {
            Map<String, List<Tag>> tags = new TreeMap<>(BY_CHARACTERS);
            database.conversations(user).stream()
                    .flatMap(stored -> stored.conversation().filing().tags().all().stream())
                    .forEach(tag -> tags.merge(
                            tag.key(),
                            List.of(tag),
                            (some, more) ->
                                    Stream.concat(some.stream(), more.stream()).toList()));
            List<TagCount> rows = tags.values().stream()
                    .map(same -> new TagCount(
                            same.stream()
                                    .min(Comparator.comparing(Tag::text, BY_CHARACTERS))
                                    .orElseThrow(),
                            same.size()))
                    .filter(count -> page.after()
                            .map(after -> BY_CHARACTERS.compare(count.tag().key(), after) > 0)
                            .orElse(true))
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.of(rows, page.limit(), count -> count.tag().key());
        });
    }
}
