package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.indexing.MessageIndex.Rejection;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What all {@link DeadLetters} keep. */
public interface DeadLettersContract extends StoreContract {

    DeadLetters deadLetters();

    @Test
    default void keepShouldKeepEachMessageOnce() {
        UserId user = StoreSamples.newUser(stores());
        MessageDocument first = DocumentBuilder.of(user).build();
        MessageDocument second = DocumentBuilder.of(user).build();
        long before = deadLetters().count();

        deadLetters().keep(List.of());
        deadLetters().keep(List.of(new Rejection(first, "a reason"), new Rejection(second, "a reason")));
        deadLetters().keep(List.of(new Rejection(first, "another reason")));

        assertThat(deadLetters().count()).isEqualTo(before + 2);
    }

    @Test
    default void retryShouldHaveEachReadAgainOnce() {
        UserId user = StoreSamples.newUser(stores());
        MessageDocument first = DocumentBuilder.of(user).build();
        MessageDocument second = DocumentBuilder.of(user).build();
        deadLetters().keep(List.of(new Rejection(first, "a reason"), new Rejection(second, "a reason")));
        String consumer = "consumer-" + UUID.randomUUID();
        stores().changes().poll(consumer, "node", 1);

        int retried;
        do {
            retried = deadLetters().retry(1);
        } while (retried > 0);

        assertThat(deadLetters().count()).isZero();
        List<UUID> changed = new ArrayList<>();
        ChangeBatch batch = stores().changes().poll(consumer, "node", 500);
        while (!batch.changes().isEmpty()) {
            batch.changes().stream()
                    .filter(change -> change.entity() == Change.Entity.MESSAGE)
                    .forEach(change -> changed.add(change.id()));
            stores().changes().acknowledge(consumer, "node", batch);
            batch = stores().changes().poll(consumer, "node", 500);
        }
        assertThat(changed)
                .containsOnlyOnce(
                        first.message().id().value(), second.message().id().value());
    }

    @Test
    default void keepShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());
        MessageDocument document = DocumentBuilder.of(user).build();
        unavailableDuringOutage(() -> deadLetters().keep(List.of(new Rejection(document, "a reason"))));
        unavailableDuringOutage(() -> deadLetters().count());
    }
}
