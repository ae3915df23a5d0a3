package bot.conversational.domain.folder;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationEdit.Field;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.folder.FolderEdit.PromptChange;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the stores keep of conversations in folders and with tags. */
public interface FiledConversationsContract extends StoreContract {

    @Test
    default void conversationShouldBeAddedAndFoundWhereItIsKept() {
        UserId user = StoreSamples.newUser(stores());
        FolderId folder = folder(user, Optional.empty());
        Conversation kept = added(user, Optional.of(folder), "Work", "größe 😀");

        assertThat(stores().conversations().find(user, kept.id())).contains(kept);
        assertThat(stores().conversations().searchTitles(user, "title", ConversationFilter.NONE, 5))
                .containsExactly(kept);
    }

    @Test
    default void conversationShouldNotBeAddedToOrMovedIntoAFolderOfAnotherUsersOrNone() {
        UserId user = StoreSamples.newUser(stores());
        FolderId own = folder(user, Optional.empty());
        Conversation kept = added(user, Optional.of(own));
        FolderId foreign = folder(StoreSamples.newUser(stores()), Optional.empty());

        for (FolderId other : List.of(foreign, new FolderId(UUID.randomUUID()))) {
            Conversation sample = StoreSamples.conversation(user, Optional.of("T"), StoreSamples.NOON);
            assertThat(stores().conversations().add(filed(sample, Optional.of(other))))
                    .isFalse();
            assertThat(stores().conversations().find(user, sample.id())).isEmpty();
            assertThat(stores().conversations()
                            .edit(user, kept.id(), edit(new FolderChange.MoveInto(other)), StoreSamples.NOON))
                    .isEmpty();
        }
        assertThat(stores().conversations().find(user, kept.id())).contains(kept);
    }

    @Test
    default void editShouldMoveAndTag() {
        UserId user = StoreSamples.newUser(stores());
        Conversation before = added(user, Optional.empty(), "old");
        FolderId folder = folder(user, Optional.empty());
        FilingEdit filing = new FilingEdit(new FolderChange.MoveInto(folder), Optional.of(Tags.of(List.of("b", "A"))));

        Conversation after = stores().conversations()
                .edit(user, before.id(), edit(filing), StoreSamples.NOON)
                .orElseThrow();

        assertThat(after).isEqualTo(before.edited(edit(filing), StoreSamples.NOON));
        assertThat(after.filing()).isEqualTo(new Filing(Optional.of(folder), Tags.of(List.of("b", "A"))));
        Conversation out = stores().conversations()
                .edit(
                        user,
                        before.id(),
                        edit(new FilingEdit(new FolderChange.MoveOut(), Optional.of(Tags.NONE))),
                        StoreSamples.NOON)
                .orElseThrow();
        assertThat(out.filing()).isEqualTo(Filing.NONE);
    }

    @Test
    default void listsShouldHaveWhatTheFilterPasses() {
        UserId user = StoreSamples.newUser(stores());
        FolderId folder = folder(user, Optional.empty());
        Conversation in = added(user, Optional.of(folder), "Work");
        Conversation tagged = added(user, Optional.of(folder), "ÄRGER", "wörk");
        Conversation outside = added(user, Optional.empty(), "work", "ärger");
        UserId other = StoreSamples.newUser(stores());
        added(other, Optional.of(folder(other, Optional.empty())), "Work");

        assertThat(listed(user, in(folder), Optional.empty())).containsExactlyInAnyOrder(in, tagged);
        assertThat(listed(user, Optional.of(new Place.Outside()), Optional.empty()))
                .containsExactly(outside);
        assertThat(listed(user, Optional.empty(), Optional.of("WORK"))).containsExactlyInAnyOrder(in, outside);
        assertThat(listed(user, Optional.empty(), Optional.of("Ärger"))).containsExactlyInAnyOrder(tagged, outside);
        assertThat(listed(user, in(folder), Optional.of("work"))).containsExactly(in);
        assertThat(listed(user, Optional.empty(), Optional.of("wor"))).isEmpty();
        assertThat(listed(other, in(folder), Optional.empty())).isEmpty();
    }

    @Test
    default void deletedFolderShouldLeaveItsConversationsOutside() {
        UserId user = StoreSamples.newUser(stores());
        FolderId folder = folder(user, Optional.empty());
        List<Conversation> kept = List.of(added(user, Optional.of(folder), "a"), added(user, Optional.of(folder)));

        stores().folders().delete(user, folder);

        for (Conversation before : kept) {
            Conversation after =
                    stores().conversations().find(user, before.id()).orElseThrow();
            assertThat(after)
                    .isEqualTo(before.filed(
                            new Filing(Optional.empty(), before.filing().tags())));
        }
    }

    @Test
    default void contextShouldHaveWhatTheFolderSaysAndATurnBeginAtThat() {
        UserId user = StoreSamples.newUser(stores());
        FolderId folder = folder(user, Optional.of("Be brief."));
        Dialogue dialogue = Dialogue.of(stores(), user);
        dialogue.exchange("Q", "A");
        move(dialogue, new FolderChange.MoveInto(folder));

        Context read = context(dialogue);
        assertThat(read.state().folder().flatMap(FolderPrompt::text)).contains("Be brief.");
        assertThat(read.state().folder().map(FolderPrompt::tokens)).contains(3);
        Dialogue now = dialogue.at(read.state());
        FolderEdit other = new FolderEdit(
                Optional.empty(), new FolderChange.Stay(), Optional.empty(), new PromptChange.Write("Be long."));
        stores().folders().edit(user, folder, other, 5);

        assertThat(stores().turns().begin(now.asking("What?"))).isEqualTo(new Beginning.Stale());
        Context anew = context(dialogue);
        assertThat(anew.state().folder().flatMap(FolderPrompt::text)).contains("Be long.");
        assertThat(anew.state().tip()).isNotEqualTo(read.state().tip());
        Dialogue then = dialogue.at(anew.state());
        FolderEdit renamed = new FolderEdit(
                Optional.of("Other"), new FolderChange.Stay(), Optional.of(9), new PromptChange.Write("Be long."));
        stores().folders().edit(user, folder, renamed, 5);
        NewTurn turn = then.asking("What?");
        assertThat(stores().turns().begin(turn)).as("the prompt is the same").isEqualTo(new Beginning.Begun());
        assertThat(stores().turns().end(user, dialogue.id(), 1, then.answer(turn, "That.")))
                .isTrue();
    }

    @Test
    default void turnShouldBeStaleWhenItsConversationHasLeftTheFolder() {
        UserId user = StoreSamples.newUser(stores());
        FolderId folder = folder(user, Optional.of("Be brief."));
        Dialogue dialogue = Dialogue.of(stores(), user);
        move(dialogue, new FolderChange.MoveInto(folder));
        Dialogue seen = dialogue.at(context(dialogue).state());

        stores().folders().delete(user, folder);

        assertThat(stores().turns().begin(seen.asking("What?"))).isEqualTo(new Beginning.Stale());
        Context anew = context(dialogue);
        assertThat(anew.state().folder()).isEmpty();
        assertThat(stores().turns().begin(dialogue.at(anew.state()).asking("What?")))
                .isEqualTo(new Beginning.Begun());
    }

    @Test
    default void tagsShouldBeCountedInAnyCase() {
        UserId user = StoreSamples.newUser(stores());
        added(user, Optional.empty(), "Work", "ärger");
        added(user, Optional.empty(), "work");
        added(user, Optional.empty(), "😀");
        added(StoreSamples.newUser(stores()), Optional.empty(), "foreign");

        List<TagCount> all = stores().tags().counts(user, PageRequest.first(9)).items();
        assertThat(all)
                .containsExactly(
                        new TagCount(new Tag("Work"), 2),
                        new TagCount(new Tag("ärger"), 1),
                        new TagCount(new Tag("😀"), 1));
        var first = stores().tags().counts(user, PageRequest.first(1));
        assertThat(first.items()).containsExactly(all.getFirst());
        assertThat(stores().tags()
                        .counts(user, new PageRequest<>(9, first.next()))
                        .items())
                .containsExactlyElementsOf(all.subList(1, 3));
    }

    private FolderId folder(UserId user, Optional<String> prompt) {
        FolderSettings settings = new FolderSettings("A folder", Optional.empty(), 0, prompt);
        Folder folder = new Folder(new FolderId(UUID.randomUUID()), user, settings, StoreSamples.NOON);
        stores().folders().add(folder, true, prompt.isPresent() ? 3 : 0);
        return folder.id();
    }

    private Conversation added(UserId user, Optional<FolderId> folder, String... tags) {
        Conversation conversation =
                filed(StoreSamples.conversation(user, Optional.of("A title"), StoreSamples.NOON), folder, tags);
        assertThat(stores().conversations().add(conversation)).isTrue();
        return conversation;
    }

    private static Conversation filed(Conversation sample, Optional<FolderId> folder, String... tags) {
        Filing filing = new Filing(folder, Tags.of(List.of(tags)));
        return new Conversation(sample.id(), sample.user(), sample.settings(), filing, sample.progress());
    }

    private List<Conversation> listed(UserId user, Optional<Place> place, Optional<String> tag) {
        ConversationFilter filter = new ConversationFilter(Optional.of(false), place, tag.map(Tag::new));
        List<Conversation> found = stores().conversations().searchTitles(user, "title", filter, 9);
        List<Conversation> listed = stores().conversations()
                .list(user, filter, PageRequest.first(9))
                .items();
        assertThat(found).containsExactlyElementsOf(listed);
        return listed;
    }

    private static Optional<Place> in(FolderId folder) {
        return Optional.of(new Place.In(folder));
    }

    private void move(Dialogue dialogue, FolderChange change) {
        stores().conversations().edit(dialogue.user(), dialogue.id(), edit(change), StoreSamples.NOON);
    }

    private Context context(Dialogue dialogue) {
        return stores().turns()
                .context(dialogue.user(), dialogue.id(), new Parent.Newest(), 1_000)
                .orElseThrow();
    }

    private static ConversationEdit edit(FolderChange change) {
        return edit(new FilingEdit(change, Optional.empty()));
    }

    private static ConversationEdit edit(FilingEdit filing) {
        Field keep = new Field.Keep();
        return new ConversationEdit(keep, keep, keep, Optional.empty(), Optional.empty(), filing);
    }
}
