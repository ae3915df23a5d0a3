package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ConversationLookup} finds. */
public interface ConversationLookupContract extends StoreContract {

    ConversationLookup lookup();

    @Test
    default void findAllShouldGiveTheUsersOwnOnly() {
        Dialogue mine = Dialogue.of(stores());
        Dialogue second = Dialogue.of(stores(), mine.user());
        Dialogue anothers = Dialogue.of(stores());
        ConversationId unknown = new ConversationId(UUID.randomUUID());

        assertThat(lookup().findAll(mine.user(), List.of(mine.id(), second.id(), anothers.id(), unknown)))
                .containsExactlyInAnyOrder(
                        mine.state().conversation(), second.state().conversation());
        assertThat(lookup().findAll(mine.user(), List.of())).isEmpty();
    }

    @Test
    default void findAllShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Dialogue dialogue = Dialogue.of(stores());
        unavailableDuringOutage(() -> lookup().findAll(dialogue.user(), List.of(dialogue.id())));
    }
}
