package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.conversation.ConversationEdit.Field;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.conversation.editing.DeleteConversation;
import bot.conversational.domain.conversation.editing.EditConversation;
import bot.conversational.domain.conversation.editing.RateAnswer;
import bot.conversational.domain.conversation.reading.BrowseConversations;
import bot.conversational.domain.conversation.reading.ReadHistory;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Conversations on the fakes: what a write does to the copy in the cache, and what can be read without the store. */
class ConversationUseCasesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(StoreSamples.NOON.plusSeconds(60));

    private final InMemoryDatabase database = new InMemoryDatabase(CLOCK);
    private final Stores stores = database.stores();
    private final InMemoryContextCache cache = new InMemoryContextCache(1_000);
    private final CacheInvalidation invalidation = new CacheInvalidation(cache);
    private final ModelCatalog onlyNova =
            new ModelCatalog(List.of(new ModelCatalog.Model("nova", Provider.OFFLINE, 1_000)));
    private final EditConversation edit = new EditConversation(stores.conversations(), invalidation, onlyNova, CLOCK);
    private final DeleteConversation delete = new DeleteConversation(stores.conversations(), invalidation);
    private final RateAnswer rate = new RateAnswer(stores.feedback(), invalidation, CLOCK);
    private final BrowseConversations browse = new BrowseConversations(stores.conversations(), cache);
    private final ReadHistory history = new ReadHistory(stores.messages(), cache);
    private final Dialogue dialogue = Dialogue.of(stores);
    private final UserId user = dialogue.user();
    private final ConversationId id = dialogue.id();

    private interface Write {
        void to(Dialogue dialogue, MessageId answer);
    }

    @Test
    void everyWriteShouldDropTheCopyAndKeepALateOneOut() {
        List<Write> writes = List.of(
                (d, answer) -> edit.edit(d.user(), d.id(), title("New")),
                (d, answer) -> rate.rate(d.user(), d.id(), answer, new Feedback(Rating.UP, Optional.empty())),
                (d, answer) -> delete.delete(d.user(), d.id()));
        for (Write write : writes) {
            Dialogue written = Dialogue.of(stores);
            MessageId answer = written.exchange("Q", "A").message().id();
            Context before = context(written);
            cache.replace(before, Optional.empty());
            assertThat(cache.find(written.user(), written.id())).isPresent();
            write.to(written, answer);
            cache.replace(before, Optional.empty());
            assertThat(cache.lookup(written.user(), written.id(), Digest.EMPTY)).isEqualTo(new Lookup.Missing());
        }
    }

    @Test
    void writesShouldWorkWithoutTheCache() {
        MessageId answer = dialogue.exchange("Q", "A").message().id();
        try (Outage outage = cache.outage()) {
            assertThat(edit.edit(user, id, title("New")).title()).contains("New");
            rate.rate(user, id, answer, new Feedback(Rating.DOWN, Optional.empty()));
            delete.delete(user, id);
        }
        assertThatThrownBy(() -> browse.show(user, id)).isInstanceOf(DomainException.NotFound.class);
    }

    @Test
    void emptyEditShouldChangeNothing() {
        Conversation before = browse.show(user, id);

        assertThat(edit.edit(user, id, title(new Field.Keep()))).isEqualTo(before);
        assertThat(browse.show(user, id)).isEqualTo(before);
    }

    @Test
    void unknownModelShouldBeRefused() {
        ConversationEdit unknown = new ConversationEdit(
                new Field.Keep(), new Field.Keep(), new Field.Put("other"), Optional.empty(), Optional.empty());
        Conversation before = browse.show(user, id);

        assertThatThrownBy(() -> edit.edit(user, id, unknown)).isInstanceOf(DomainException.Invalid.class);
        assertThat(browse.show(user, id)).isEqualTo(before);
    }

    @Test
    void questionShouldNotBeRated() {
        MessageId question = dialogue.exchange("Q", "A").message().parentId().orElseThrow();
        Feedback up = new Feedback(Rating.UP, Optional.empty());

        assertThatThrownBy(() -> rate.rate(user, id, question, up)).isInstanceOf(DomainException.Invalid.class);
        assertThatThrownBy(() -> rate.rate(StoreSamples.newUser(stores), id, question, up))
                .isInstanceOf(DomainException.NotFound.class);
    }

    @Test
    void hotConversationShouldBeReadWhileTheStoreIsAway() {
        dialogue.exchange("Q1", "A1");
        dialogue.exchange("Q2", "A2");
        cache.replace(context(dialogue), Optional.empty());
        Conversation shown = browse.show(user, id);
        var firstTwo = history.read(user, id, Optional.empty(), PageRequest.first(2));
        var all = history.read(user, id, Optional.empty(), PageRequest.first(4));
        MessageId newest = all.items().getFirst().id();

        try (Outage outage = database.outage()) {
            assertThat(browse.show(user, id)).isEqualTo(shown);
            assertThat(history.read(user, id, Optional.empty(), PageRequest.first(2)))
                    .isEqualTo(firstTwo);
            assertThat(history.read(user, id, Optional.empty(), PageRequest.first(4)))
                    .isEqualTo(all);
            assertAway(() -> history.read(user, id, Optional.of(newest), PageRequest.first(4)));
            assertAway(() -> history.read(user, id, Optional.empty(), new PageRequest<>(2, firstTwo.next())));
            assertAway(() -> browse.show(new UserId(id.value()), id));
            try (Outage both = cache.outage()) {
                assertAway(() -> browse.show(user, id));
            }
        }
    }

    private static void assertAway(Runnable read) {
        assertThatThrownBy(read::run).isInstanceOf(DomainException.Unavailable.class);
    }

    private Context context(Dialogue dialogue) {
        return stores.turns()
                .context(dialogue.user(), dialogue.id(), new Parent.Newest(), 1_000)
                .orElseThrow();
    }

    private static ConversationEdit title(String text) {
        return title(new Field.Put(text));
    }

    private static ConversationEdit title(Field field) {
        return new ConversationEdit(field, new Field.Keep(), new Field.Keep(), Optional.empty(), Optional.empty());
    }
}
