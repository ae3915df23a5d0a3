package bot.conversational.domain.folder;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.folder.FolderEdit.PromptChange;
import bot.conversational.domain.folder.FolderStore.Outcome;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link FolderStore} keeps. */
public interface FolderStoreContract extends StoreContract {

    @Test
    default void findShouldGiveTheWholeFolderToItsOwnerOnly() {
        UserId user = StoreSamples.newUser(stores());
        FolderSettings settings =
                new FolderSettings("Größe 😀", Optional.empty(), 7, Optional.of("Be brief.\nBe “kind” 😀."));
        Folder folder = new Folder(newId(), user, settings, StoreSamples.NOON);

        assertThat(stores().folders().add(folder, false, 9)).isEqualTo(new Outcome.Kept(folder));
        assertThat(stores().folders().find(user, folder.id())).contains(folder);
        assertThat(stores().folders().find(StoreSamples.newUser(stores()), folder.id()))
                .isEmpty();
        assertThat(stores().folders().find(user, newId())).isEmpty();
    }

    @Test
    default void addShouldLeaveAFolderOfTheSameIdAsItIs() {
        UserId user = StoreSamples.newUser(stores());
        Folder folder = folder(user, "First", 2);
        FolderSettings other = new FolderSettings("Second", Optional.empty(), 1, Optional.of("Be brief."));

        assertThat(stores().folders().add(new Folder(folder.id(), user, other, StoreSamples.NOON), true, 2))
                .isEqualTo(new Outcome.Kept(folder));

        assertThat(all(user, 5)).containsExactly(folder);
    }

    @Test
    default void listShouldBeInOrderWhenPagedByAnyLimit() {
        UserId user = StoreSamples.newUser(stores());
        Folder second = folder(user, "second", 3);
        Folder first = folder(user, "first", 1);
        Folder last = last(user, "last");
        Folder behind = last(user, "behind");
        folder(StoreSamples.newUser(stores()), "another user's", 0);

        assertThat(List.of(last.settings().position(), behind.settings().position()))
                .containsExactly(4, 5);
        for (int limit = 1; limit <= 5; limit++) {
            assertThat(all(user, limit)).containsExactly(first, second, last, behind);
        }
    }

    @Test
    default void editShouldChangeWhatItNamesAndNothingElse() {
        UserId user = StoreSamples.newUser(stores());
        Folder before = folder(user, "Before", 2);
        FolderEdit rename = new FolderEdit(
                Optional.of("After"), new FolderChange.Stay(), Optional.empty(), new PromptChange.Write("Be kind."));

        Outcome renamed = stores().folders().edit(user, before.id(), rename, 3);
        assertThat(renamed).isEqualTo(new Outcome.Kept(edited(before, rename)));
        FolderEdit clear =
                new FolderEdit(Optional.empty(), new FolderChange.Stay(), Optional.of(0), new PromptChange.Remove());
        stores().folders().edit(user, before.id(), clear, 0);

        assertThat(stores().folders().find(user, before.id())).contains(edited(edited(before, rename), clear));
    }

    @Test
    default void editAndDeleteShouldFindNothingOfAnotherUsersOrNone() {
        Folder folder = folder(StoreSamples.newUser(stores()), "Mine", 0);
        UserId other = StoreSamples.newUser(stores());

        assertThat(stores().folders().edit(other, folder.id(), moving(new FolderChange.MoveOut()), 0))
                .isEqualTo(new Outcome.NoFolder());
        assertThat(stores().folders().delete(other, folder.id())).isFalse();
        assertThat(stores().folders().delete(other, newId())).isFalse();
        assertThat(stores().folders().find(folder.user(), folder.id())).contains(folder);
    }

    @Test
    default void folderShouldBeAtMostOneBelowAnother() {
        UserId user = StoreSamples.newUser(stores());
        Folder top = folder(user, "top", 0);
        Folder below = below(top);
        Folder foreign = folder(StoreSamples.newUser(stores()), "foreign", 0);

        assertThat(below.settings().parent()).contains(top.id());
        for (FolderId parent : List.of(below.id(), foreign.id(), newId())) {
            FolderSettings settings = new FolderSettings("deeper", Optional.of(parent), 0, Optional.empty());
            assertThat(stores().folders().add(new Folder(newId(), user, settings, StoreSamples.NOON), false, 0))
                    .isEqualTo(new Outcome.NoPlace());
            assertThat(stores().folders().edit(user, top.id(), moving(new FolderChange.MoveInto(parent)), 0))
                    .isEqualTo(new Outcome.NoPlace());
        }
        assertThat(stores().folders().edit(user, top.id(), moving(new FolderChange.MoveInto(top.id())), 0))
                .isEqualTo(new Outcome.NoPlace());
        assertThat(stores().folders()
                        .edit(
                                user,
                                top.id(),
                                moving(new FolderChange.MoveInto(last(user, "x").id())),
                                0))
                .as("it has a folder in it")
                .isEqualTo(new Outcome.NoPlace());
        assertThat(stores().folders().find(user, top.id())).contains(top);
    }

    @Test
    default void twoFoldersShouldNotMoveIntoEachOther() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        List<Folder> two = List.of(folder(user, "a", 0), folder(user, "b", 1));
        List<FolderId> turn = java.util.Collections.synchronizedList(
                new ArrayList<>(two.stream().map(Folder::id).toList()));

        List<Outcome> outcomes = StoreContract.atOnce(2, () -> {
            FolderId mover = turn.removeFirst();
            FolderId parent = two.get(mover.equals(two.getFirst().id()) ? 1 : 0).id();
            return stores().folders().edit(user, mover, moving(new FolderChange.MoveInto(parent)), 0);
        });

        assertThat(outcomes).filteredOn(Outcome.Kept.class::isInstance).hasSize(1);
    }

    @Test
    default void deleteShouldBringSubfoldersToTheTop() {
        UserId user = StoreSamples.newUser(stores());
        Folder top = folder(user, "top", 0);
        Folder below = below(top);

        assertThat(stores().folders().delete(user, top.id())).isTrue();
        assertThat(stores().folders().delete(user, top.id())).isFalse();

        assertThat(all(user, 10)).containsExactly(edited(below, moving(new FolderChange.MoveOut())));
    }

    @Test
    default void addShouldRefuseMoreThanThereMayBe() {
        UserId user = StoreSamples.newUser(stores());
        for (int i = 0; i < FolderStore.MOST_OF_A_USER; i++) {
            folder(user, "F" + i, i);
        }
        FolderSettings settings = new FolderSettings("one more", Optional.empty(), 0, Optional.empty());

        assertThat(stores().folders().add(new Folder(newId(), user, settings, StoreSamples.NOON), true, 0))
                .isEqualTo(new Outcome.TooMany());
        assertThat(all(user, 200)).hasSize(FolderStore.MOST_OF_A_USER);
    }

    @Test
    default void findShouldFailAsUnavailableWhenTheFoldersAreAway() throws Throwable {
        Folder folder = folder(StoreSamples.newUser(stores()), "Mine", 0);

        unavailableDuringOutage(() -> stores().folders().find(folder.user(), folder.id()));
    }

    private Folder folder(UserId user, String name, int position) {
        return added(new FolderSettings(name, Optional.empty(), position, Optional.empty()), user, false);
    }

    private Folder last(UserId user, String name) {
        return added(new FolderSettings(name, Optional.empty(), 0, Optional.empty()), user, true);
    }

    private Folder below(Folder top) {
        return added(new FolderSettings("below", Optional.of(top.id()), 1, Optional.empty()), top.user(), false);
    }

    private Folder added(FolderSettings settings, UserId user, boolean last) {
        Folder folder = new Folder(newId(), user, settings, StoreSamples.NOON);
        Outcome outcome = stores().folders().add(folder, last, 0);
        assertThat(outcome).isInstanceOf(Outcome.Kept.class);
        return ((Outcome.Kept) outcome).folder();
    }

    private List<Folder> all(UserId user, int limit) {
        List<Folder> all = new ArrayList<>();
        Optional<FolderPosition> after = Optional.empty();
        do {
            Page<Folder, FolderPosition> page = stores().folders().list(user, new PageRequest<>(limit, after));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private static Folder edited(Folder before, FolderEdit edit) {
        return new Folder(before.id(), before.user(), edit.of(before.settings()), before.createdAt());
    }

    private static FolderEdit moving(FolderChange change) {
        return new FolderEdit(Optional.empty(), change, Optional.empty(), new PromptChange.Leave());
    }

    private static FolderId newId() {
        return new FolderId(UUID.randomUUID());
    }
}
