package bot.conversational.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.user.AccountEdit;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who imports what will soon be deleted hears of it. */
class ExpiringImportsTest {

    private static final Instant NOW = StoreSamples.NOON;

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final UserId user = StoreSamples.newUser(database.stores());
    private final List<String> expiring = new ArrayList<>();
    private final ImportProblems heard = new ImportProblems() {
        @Override
        public void skipped(String conversation, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void expiring(String conversation) {
            expiring.add(conversation);
        }
    };

    private ImportConversations importing(int days) {
        InstantSource clock = InstantSource.fixed(NOW);
        return new ImportConversations(
                new InMemoryConversationArchive(database),
                database.stores().folders(),
                new WordCounter(),
                new CacheInvalidation(new InMemoryContextCache(10)),
                new Expiry(database.stores().users(), new RetentionRule(days), clock),
                clock);
    }

    private static ImportedConversation aged(String id, int days, boolean pinned) {
        return new ImportedConversation(
                ImportSource.CHATGPT,
                id,
                new ImportedConversation.Labels(Optional.empty(), pinned, false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new ImportedConversation.Line(
                        Optional.of("q"),
                        Optional.empty(),
                        Optional.of(MessageRole.USER),
                        Content.of("Hello"),
                        Optional.empty(),
                        Optional.of(NOW.minus(Duration.ofDays(days))))));
    }

    @Test
    void whatIsOlderThanConversationsAreKeptShouldBeTold() {
        List<ImportedConversation> all =
                List.of(aged("month", 31, false), aged("pinned", 90, true), aged("quarter", 91, false));

        importing(0).add(user, all, heard);
        assertThat(expiring).as("all are kept").isEmpty();
        importing(90).add(user, all, heard);
        assertThat(expiring).containsExactly("quarter");
        database.stores().users().edit(user, AccountEdit.ofRetention(Optional.of(30)));
        importing(90).check(user, all, new ImportPlan(), heard);
        assertThat(expiring).as("by days of the user's own").containsExactly("quarter", "month", "quarter");
    }
}
