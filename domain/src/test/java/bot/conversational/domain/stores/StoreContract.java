package bot.conversational.domain.stores;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the contracts of the stores need of whoever keeps them. */
public interface StoreContract {

    Stores stores();

    /** Takes what is behind the stores away. */
    Outage outage();

    /** Deletes a conversation and all that is in it, with its change at the next version. */
    default void delete(UserId user, ConversationId conversation) {
        stores().conversations().delete(user, conversation);
    }

    /** Each call fails as unavailable while the stores are away, and one succeeds within seconds when they are back. */
    default void unavailableDuringOutage(ThrowingCallable call) throws Throwable {
        call.call();
        try (Outage outage = outage()) {
            assertThatThrownBy(call).isInstanceOf(DomainException.Unavailable.class);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .untilAsserted(call::call);
    }

    /** The results of so many calls that all run at once. */
    static <T> List<T> atOnce(int callers, Callable<T> call) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(java.util.Collections.nCopies(callers, call))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
