package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How every {@link ConversationStore} searches titles. */
public interface TitleSearchContract extends ConversationContract {

    @Test
    default void searchTitlesShouldPutTitlesThatHoldTheTextInFrontOfSimilarOnes() {
        UserId user = StoreSamples.newUser(stores());
        Conversation older = added(user, "Elasticsearch in production", NOW.minusSeconds(9));
        Conversation newer = added(user, "Why ELASTICSEARCH?", NOW);
        Conversation similar = added(user, "About elasticserch", NOW.plusSeconds(9));
        added(user, "Cooking rice", NOW);
        added(StoreSamples.conversation(user, Optional.empty(), NOW));
        added(StoreSamples.newUser(stores()), "Another user's Elasticsearch", NOW);

        assertThat(stores().conversations().searchTitles(user, "elasticsearch", 10))
                .containsExactly(newer, older, similar);
        assertThat(stores().conversations().searchTitles(user, "elasticsearch", 1))
                .containsExactly(newer);
    }

    @Test
    default void searchTitlesShouldPutTheMostSimilarFirst() {
        UserId user = StoreSamples.newUser(stores());
        Conversation further = added(user, "postgrad", NOW.plusSeconds(9));
        Conversation closer = added(user, "postgresq", NOW);

        assertThat(stores().conversations().searchTitles(user, "postgresql", 10))
                .containsExactly(closer, further);
    }

    @Test
    default void searchTitlesShouldFindArchivedOnesToo() {
        UserId user = StoreSamples.newUser(stores());
        Conversation archived = added(StoreSamples.conversation(user, Optional.of("Taxes"), NOW, true));

        assertThat(stores().conversations().searchTitles(user, "tax", 10)).containsExactly(archived);
    }

    @Test
    default void searchTitlesShouldTakePatternCharactersAsTheyAre() {
        UserId user = StoreSamples.newUser(stores());
        Conversation percent = added(user, "Save 100% today", NOW);
        added(user, "Save 1000 today", NOW);

        assertThat(stores().conversations().searchTitles(user, "0%", 10)).containsExactly(percent);
        assertThat(stores().conversations().searchTitles(user, "_", 10)).isEmpty();
    }
}
