package bot.conversational.adapters.postgres.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchive.Taken;
import bot.conversational.domain.transfer.ConversationArchiveContract;
import bot.conversational.domain.transfer.Transcript;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class JdbiConversationArchiveIT extends JdbiStores implements ConversationArchiveContract {

    @Override
    public ConversationArchive archive() {
        return new JdbiConversationArchive(jdbi);
    }

    @Test
    void conversationThatIsDeletedInTheMomentShouldComeBackWhole() {
        Transcript transcript = ConversationArchiveContract.transcript(StoreSamples.newUser(stores()), "one");
        archive().addAll(List.of(transcript));
        CompletableFuture<List<Taken>> again;
        try (Handle deleting = jdbi.open()) {
            deleting.begin();
            deleting.execute(
                    "delete from conversations where id = ?",
                    transcript.conversation().id().value());
            again = CompletableFuture.supplyAsync(() -> archive().addAll(List.of(transcript)));
            await().until(() -> TestDatabase.waitingForLocks(jdbi) > 0);
            deleting.commit();
        }

        assertThat(again.join()).singleElement().satisfies(taken -> {
            assertThat(taken.isNew()).isTrue();
            assertThat(taken.messages()).isEqualTo(transcript.messages().size());
        });
    }
}
