package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
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
public interface ConversationStoreContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;

    private Conversation added(UserId user, String title, Instant updatedAt) {
        return added(StoreSamples.conversation(user, Optional.of(title), updatedAt));
    }

    private Conversation added(Conversation conversation) {
        stores().conversations().add(conversation);
        return conversation;
    }

    @Test
    default void findShouldGiveTheWholeConversationWhenItExists() {
        UserId user = StoreSamples.newUser(stores());
        Conversation titled = added(user, "Größe & \"Quotes\" 😀", NOW);
        Conversation bare = added(new Conversation(
                new ConversationId(UUID.randomUUID()),
                user,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                0,
                NOW,
                NOW,
                1));

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
        Page<Conversation, ConversationPosition> page =
                stores().conversations().list(StoreSamples.newUser(stores()), false, PageRequest.first(10));

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
            Conversation c = StoreSamples.conversation(user, Optional.of("T" + i), NOW.minusSeconds(i / 2));
            expected.add(added(new Conversation(
                    new ConversationId(id),
                    user,
                    c.title(),
                    c.model(),
                    c.systemPrompt(),
                    true,
                    false,
                    0,
                    c.createdAt(),
                    c.updatedAt(),
                    1)));
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

    @Test
    default void findShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Conversation conversation = added(StoreSamples.newUser(stores()), "Mine", NOW);

        unavailableDuringOutage(() -> stores().conversations().find(conversation.user(), conversation.id()));
    }

    private List<Conversation> all(UserId user, boolean archived, int limit) {
        List<Conversation> all = new ArrayList<>();
        Optional<ConversationPosition> after = Optional.empty();
        do {
            Page<Conversation, ConversationPosition> page =
                    stores().conversations().list(user, archived, new PageRequest<>(limit, after));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }
}
