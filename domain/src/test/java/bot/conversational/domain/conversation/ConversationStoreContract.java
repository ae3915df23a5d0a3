package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.ConversationEdit.Field;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ConversationStore} keeps. */
public interface ConversationStoreContract extends ConversationContract {

    @Test
    default void findShouldGiveTheWholeConversationWhenItExists() {
        UserId user = StoreSamples.newUser(stores());
        Conversation titled = added(user, "Größe & \"Quotes\" 😀", NOW);
        Conversation bare = added(new Conversation(
                new ConversationId(UUID.randomUUID()),
                user,
                new ConversationSettings(Optional.empty(), Optional.empty(), Optional.empty(), false, true),
                ConversationProgress.begun(NOW)));

        assertThat(stores().conversations().find(user, titled.id())).contains(titled);
        assertThat(stores().conversations().find(user, bare.id())).contains(bare);
    }

    @Test
    default void findShouldBeEmptyWhenTheConversationIsAnotherUsersOrNone() {
        Conversation conversation = added(StoreSamples.newUser(stores()), "Mine", NOW);
        UserId other = StoreSamples.newUser(stores());

        assertThat(stores().conversations().find(other, conversation.id())).isEmpty();
        assertThat(stores().conversations().find(other, new ConversationId(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    default void addShouldChangeNothingWhenCalledTwice() {
        Conversation conversation = added(StoreSamples.newUser(stores()), "Mine", NOW);

        stores().conversations().add(conversation);

        assertThat(all(conversation.user(), false, 10)).containsExactly(conversation);
    }

    @Test
    default void listShouldBeEmptyWhenTheUserHasNone() {
        Page<Conversation, ConversationPosition> page = stores().conversations()
                .list(StoreSamples.newUser(stores()), ConversationFilter.archived(false), PageRequest.first(10));

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void listShouldGiveNewestFirstAndTiesByIdWhenPagedByAnyLimit() {
        UserId user = StoreSamples.newUser(stores());
        List<Conversation> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Ids across the sign bit of a signed comparison, and times in pairs.
            UUID id = new UUID(i % 2 == 0 ? 0xF000_0000_0000_7000L + i : 0x1000_0000_0000_7000L + i, -1L - i);
            Conversation sample = StoreSamples.conversation(user, Optional.of("T" + i), NOW.minusSeconds(i / 2));
            expected.add(added(new Conversation(new ConversationId(id), user, sample.settings(), sample.progress())));
        }
        added(StoreSamples.newUser(stores()), "Another user's", NOW);

        // Within a pair the even one has the higher id and so comes first.
        for (int limit = 1; limit <= 8; limit++) {
            assertThat(all(user, false, limit)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    default void listShouldTellArchivedOnesApart() {
        UserId user = StoreSamples.newUser(stores());
        Conversation archived = added(StoreSamples.conversation(user, Optional.of("Old"), NOW, true));
        Conversation current = added(user, "New", NOW);

        assertThat(all(user, true, 10)).containsExactly(archived);
        assertThat(all(user, false, 10)).containsExactly(current);
    }

    @Test
    default void listPinnedShouldGiveThoseAlone() {
        UserId user = StoreSamples.newUser(stores());
        edited(added(user, "Not pinned", NOW), Samples.UNPIN, NOW.plusSeconds(9));
        Conversation former = added(user, "Old", NOW);
        Conversation latter = added(user, "Newer", NOW.plusSeconds(1));
        added(StoreSamples.newUser(stores()), "Another's", NOW);

        Page<Conversation, ConversationPosition> first =
                stores().conversations().listPinned(user, ConversationFilter.archived(false), PageRequest.first(1));
        assertThat(first.items()).containsExactly(latter);
        Page<Conversation, ConversationPosition> second = stores().conversations()
                .listPinned(user, ConversationFilter.archived(false), new PageRequest<>(1, first.next()));
        assertThat(second.items()).containsExactly(former);
        assertThat(second.next()).isEmpty();
        assertThat(stores().conversations()
                        .listPinned(user, ConversationFilter.archived(true), PageRequest.first(9))
                        .items())
                .isEmpty();
    }

    @Test
    default void editShouldChangeWhatItNamesAndNothingElse() {
        Conversation before = added(StoreSamples.newUser(stores()), "Mine", NOW);
        Instant later = NOW.plusSeconds(5);

        Conversation renamed = edited(before, Samples.title(new Field.Put("Größe 😀")), later);
        assertThat(renamed).isEqualTo(before.edited(Samples.title(new Field.Put("Größe 😀")), later));
        Conversation cleared = edited(renamed, Samples.ALL_CLEARED, later);
        assertThat(cleared.settings())
                .isEqualTo(new ConversationSettings(Optional.empty(), Optional.empty(), Optional.empty(), false, true));
        assertThat(cleared.version()).isEqualTo(before.version() + 2);
        assertThat(stores().conversations().find(before.user(), before.id())).contains(cleared);
    }

    @Test
    default void editShouldNotSetTheTimeBack() {
        Conversation before = added(StoreSamples.newUser(stores()), "Mine", NOW);

        Conversation edited = edited(before, Samples.title(new Field.Put("Yours")), NOW.minusSeconds(60));

        assertThat(edited.updatedAt()).isEqualTo(NOW);
    }

    @Test
    default void editAndDeleteShouldFindNothingOfAnotherUsersOrNone() {
        Conversation conversation = added(StoreSamples.newUser(stores()), "Mine", NOW);
        UserId other = StoreSamples.newUser(stores());
        ConversationId none = new ConversationId(UUID.randomUUID());

        assertThat(stores().conversations().edit(other, conversation.id(), Samples.ALL_CLEARED, NOW))
                .isEmpty();
        assertThat(stores().conversations().edit(other, none, Samples.ALL_CLEARED, NOW))
                .isEmpty();
        assertThat(stores().conversations().delete(other, conversation.id())).isEmpty();
        assertThat(stores().conversations().delete(other, none)).isEmpty();
        assertThat(stores().conversations().find(conversation.user(), conversation.id()))
                .contains(conversation);
    }

    @Test
    default void deleteShouldLeaveNothingAndSayItsVersionOnce() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A");
        MessageId id = answer.message().id();
        Feedback feedback = new Feedback(Rating.UP, Optional.of("Thanks"));
        stores().feedback().put(dialogue.user(), dialogue.id(), id, feedback, NOW);
        stores().turns().begin(dialogue.asking("Another"));
        long version = stores().conversations()
                .find(dialogue.user(), dialogue.id())
                .orElseThrow()
                .version();

        assertThat(stores().conversations().delete(dialogue.user(), dialogue.id()))
                .contains(version + 1);
        assertThat(stores().conversations().delete(dialogue.user(), dialogue.id()))
                .isEmpty();
        assertThat(stores().conversations().find(dialogue.user(), dialogue.id()))
                .isEmpty();
        assertThat(stores().messages().history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(10)))
                .isEmpty();
        assertThat(stores().feedback().remove(dialogue.user(), dialogue.id(), id))
                .isEqualTo(new FeedbackStore.Outcome.NoMessage());
    }

    @Test
    default void turnThatRunsShouldNotEndInADeletedConversation() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);
        stores().conversations().delete(dialogue.user(), dialogue.id());

        assertThat(stores().turns().end(dialogue.user(), dialogue.id(), 1, dialogue.answer(turn, "late")))
                .isFalse();
    }

    @Test
    default void turnThatRunsShouldEndInAnEditedConversation() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);
        Conversation begun =
                stores().conversations().find(dialogue.user(), dialogue.id()).orElseThrow();
        Conversation edited = edited(begun, Samples.title(new Field.Put("Renamed")), NOW);

        assertThat(stores().turns().end(dialogue.user(), dialogue.id(), 1, dialogue.answer(turn, "A")))
                .isTrue();
        Conversation after =
                stores().conversations().find(dialogue.user(), dialogue.id()).orElseThrow();
        assertThat(after.title()).contains("Renamed");
        assertThat(after.version()).isEqualTo(edited.version() + 1);
    }

    @Test
    default void editsAtOnceShouldEachRaiseTheVersion() throws Exception {
        Conversation before = added(StoreSamples.newUser(stores()), "Mine", NOW);

        List<Long> versions = StoreContract.atOnce(
                8,
                () -> edited(before, Samples.title(new Field.Put("Yours")), NOW).version());

        assertThat(versions).doesNotHaveDuplicates();
        assertThat(stores().conversations()
                        .find(before.user(), before.id())
                        .orElseThrow()
                        .version())
                .isEqualTo(before.version() + 8);
    }

    @Test
    default void listShouldShowEachUntouchedOneOnceWhileOthersMoveBetweenPages() {
        UserId user = StoreSamples.newUser(stores());
        List<Conversation> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(added(user, "T" + i, NOW.minusSeconds(i)));
        }
        Page<Conversation, ConversationPosition> first =
                stores().conversations().list(user, ConversationFilter.archived(false), PageRequest.first(2));
        edited(all.get(1), Samples.title(new Field.Put("seen, moves to the front")), NOW.plusSeconds(9));
        edited(all.get(2), Samples.ALL_CLEARED, NOW.plusSeconds(9));
        stores().conversations().delete(user, all.get(4).id());

        Page<Conversation, ConversationPosition> second = stores().conversations()
                .list(user, ConversationFilter.archived(false), new PageRequest<>(9, first.next()));

        assertThat(first.items()).containsExactly(all.get(0), all.get(1));
        assertThat(second.items()).containsExactly(all.get(3), all.get(5));
    }

    private Conversation edited(Conversation before, ConversationEdit edit, Instant at) {
        return stores().conversations()
                .edit(before.user(), before.id(), edit, at)
                .orElseThrow();
    }

    /** Edits that the tests make. */
    final class Samples {

        static final ConversationEdit ALL_CLEARED = new ConversationEdit(
                new Field.Clear(), new Field.Clear(), new Field.Clear(), Optional.of(false), Optional.of(true));

        private Samples() {}

        static final ConversationEdit UNPIN = new ConversationEdit(
                new Field.Keep(), new Field.Keep(), new Field.Keep(), Optional.of(false), Optional.empty());

        static ConversationEdit title(Field title) {
            return new ConversationEdit(title, new Field.Keep(), new Field.Keep(), Optional.empty(), Optional.empty());
        }
    }

    @Test
    default void findShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Conversation conversation = added(StoreSamples.newUser(stores()), "Mine", NOW);

        unavailableDuringOutage(() -> stores().conversations().find(conversation.user(), conversation.id()));
    }

    private List<Conversation> all(UserId user, boolean archived, int limit) {
        List<Conversation> all = new ArrayList<>();
        Optional<ConversationPosition> after = Optional.empty();
        do {
            Page<Conversation, ConversationPosition> page = stores().conversations()
                    .list(user, ConversationFilter.archived(archived), new PageRequest<>(limit, after));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }
}
