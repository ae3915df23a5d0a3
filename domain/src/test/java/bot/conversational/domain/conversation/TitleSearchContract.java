package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

        assertThat(stores().conversations().searchTitles(user, "elasticsearch", ConversationFilter.NONE, 10))
                .containsExactly(newer, older, similar);
        assertThat(stores().conversations().searchTitles(user, "elasticsearch", ConversationFilter.NONE, 1))
                .containsExactly(newer);
    }

    @Test
    default void searchTitlesShouldPutTheMostSimilarFirst() {
        UserId user = StoreSamples.newUser(stores());
        Conversation further = added(user, "postgrad", NOW.plusSeconds(9));
        Conversation closer = added(user, "postgresq", NOW);

        assertThat(stores().conversations().searchTitles(user, "postgresql", ConversationFilter.NONE, 10))
                .containsExactly(closer, further);
    }

    @Test
    default void searchTitlesShouldFindArchivedOnesToo() {
        UserId user = StoreSamples.newUser(stores());
        Conversation archived = added(StoreSamples.conversation(user, Optional.of("Taxes"), NOW, true));

        assertThat(stores().conversations().searchTitles(user, "tax", ConversationFilter.NONE, 10))
                .containsExactly(archived);
    }

    @Test
    default void searchTitlesShouldTakePatternCharactersAsTheyAre() {
        UserId user = StoreSamples.newUser(stores());
        Conversation percent = added(user, "Save 100% today", NOW);
        added(user, "Save 1000 today", NOW);

        assertThat(stores().conversations().searchTitles(user, "0%", ConversationFilter.NONE, 10))
                .containsExactly(percent);
        assertThat(stores().conversations().searchTitles(user, "_", ConversationFilter.NONE, 10))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource({
        "bot.conversational.domain.search.Spellings#forms",
        "bot.conversational.domain.search.Spellings#signs",
        "bot.conversational.domain.search.Spellings#accents",
        "bot.conversational.domain.search.Spellings#nouns",
        "bot.conversational.domain.search.Spellings#names"
    })
    default void searchTitlesShouldFindWordsInOtherSpellings(String query, String text) {
        UserId user = StoreSamples.newUser(stores());
        Conversation wanted = added(user, "On " + text + " again", NOW);
        added(user, "Cooking rice", NOW);

        assertThat(stores().conversations().searchTitles(user, query, ConversationFilter.NONE, 10))
                .containsExactly(wanted);
    }

    @Test
    default void searchTitlesShouldPutTheExactFormFirst() {
        UserId user = StoreSamples.newUser(stores());
        Conversation plain = added(user, "A resume", NOW);
        Conversation accented = added(user, "My résumé", NOW.plusSeconds(9));

        assertThat(stores().conversations().searchTitles(user, "resume", ConversationFilter.NONE, 10))
                .containsExactly(plain, accented);
        assertThat(stores().conversations().searchTitles(user, "RÉSUMÉ", ConversationFilter.NONE, 10))
                .containsExactly(accented, plain);
    }
}
