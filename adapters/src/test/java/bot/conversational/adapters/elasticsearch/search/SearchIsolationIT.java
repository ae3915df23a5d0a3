package bot.conversational.adapters.elasticsearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.ModelBasedIndex;
import bot.conversational.domain.search.RandomSearches;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose messages are found, whatever is asked. {@code -Pfaults} asks 10,000 times for each user. */
class SearchIsolationIT {

    private static final int SEARCHES = Integer.getInteger("faults.searches", 1_000);
    private static final int MESSAGES = 120;
    private static final int MESSAGES_OF_A_CONVERSATION = 8;
    private static final Instant FIRST = Instant.parse("2026-02-01T00:00:00Z");

    private final List<IndexEntry> entries = new ArrayList<>();

    @Test
    void searchesOfTwoUsersShouldNeverFindEachOthersMessages() throws IOException {
        try (ElasticsearchFixture server = new ElasticsearchFixture()) {
            MessageIndexSchema schema = server.schema();
            MessageIndex index = server.index(schema);
            UserId user = new UserId(UUID.randomUUID());
            ModelBasedIndex ada = twin(user, "adasign", "ada-model");
            ModelBasedIndex bob = twin(neighbour(user, server, schema), "bobsign", "bob-model");
            assertThat(index.write(entries)).isEmpty();
            server.refresh();
            long seed = System.nanoTime();
            System.out.println("random searches, seed " + seed);
            long start = System.nanoTime();

            RandomSearches searches =
                    new RandomSearches(server.search(schema), server.discovery(schema)).run(seed, SEARCHES, ada, bob);

            System.out.printf(
                    "%d searches in %d ms found %d, foreign: %d%n",
                    searches.searches(),
                    (System.nanoTime() - start) / 1_000_000,
                    searches.found(),
                    searches.foreign().size());
            assertThat(searches.foreign()).as("seed %d", seed).isEmpty();
            assertThat(searches.searches()).isEqualTo(2 * SEARCHES);
            assertThat(searches.found()).as("found anything at all").isGreaterThan(SEARCHES);
            assertThat(searches.continued()).as("pages behind others").isGreaterThan(SEARCHES / 10);
        }
    }

    /** Another user whose messages are in the same shard, so that it is not the routing that keeps them apart. */
    private static UserId neighbour(UserId user, ElasticsearchFixture server, MessageIndexSchema schema)
            throws IOException {
        int shard = shard(user, server, schema);
        UserId other;
        do {
            other = new UserId(UUID.randomUUID());
        } while (shard(other, server, schema) != shard);
        return other;
    }

    private static int shard(UserId user, ElasticsearchFixture server, MessageIndexSchema schema) throws IOException {
        return server.client()
                .searchShards(it -> it.index(schema.alias()).routing(user.toString()))
                .shards()
                .getFirst()
                .getFirst()
                .shard();
    }

    private ModelBasedIndex twin(UserId user, String sign, String model) {
        Set<MessageId> messages = new HashSet<>();
        Set<ConversationId> conversations = new HashSet<>();
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        for (int i = 0; i < MESSAGES; i++) {
            if (i % MESSAGES_OF_A_CONVERSATION == 0) {
                conversation = new ConversationId(UUID.randomUUID());
            }
            MessageId id = new MessageId(UUID.randomUUID());
            messages.add(id);
            conversations.add(conversation);
            entries.add(document(user, id, conversation, i, ModelBasedIndex.text(i, sign), model));
        }
        return new ModelBasedIndex(user, sign, model, messages, conversations);
    }

    /** Of all values of what messages are filtered by there are some. */
    private static IndexEntry document(
            UserId user, MessageId id, ConversationId conversation, int n, String text, String model) {
        DocumentBuilder document = DocumentBuilder.of(user)
                .id(id)
                .in(conversation)
                .by(n % 2 == 0 ? MessageRole.USER : MessageRole.ASSISTANT)
                .saying(text)
                .at(FIRST.plusSeconds(n * 43_200L).toString());
        if (n % 3 == 0) {
            document.model(model);
        }
        if (n % 5 == 0) {
            document.rated(Rating.values()[n % 2]);
        }
        return (n % 7 == 0 ? document.archived() : document).put();
    }
}
