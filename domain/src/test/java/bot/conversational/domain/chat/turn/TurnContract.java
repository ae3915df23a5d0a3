package bot.conversational.domain.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;

/** What the contracts of the {@link TurnStore} share. */
interface TurnContract extends StoreContract {

    int PLENTY = 1_000_000;

    default TurnStore turns() {
        return stores().turns();
    }

    default Context context(Dialogue dialogue) {
        return context(dialogue, new Parent.Newest(), PLENTY);
    }

    default Context context(Dialogue dialogue, Parent parent, int budget) {
        return turns().context(dialogue.user(), dialogue.id(), parent, budget).orElseThrow();
    }

    default void assertThatStoreAgrees(Dialogue dialogue) {
        assertThat(context(dialogue).state()).isEqualTo(dialogue.state());
        assertThat(stores().conversations().find(dialogue.user(), dialogue.id()))
                .contains(dialogue.state().conversation());
    }
}
