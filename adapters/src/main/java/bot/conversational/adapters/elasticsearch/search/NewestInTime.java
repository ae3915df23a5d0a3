package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.NewestMessages;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks for a user's newest messages while something else is done, and goes without them when they are late. */
final class NewestInTime {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final NewestMessages messages;
    private final Executor threads;

    NewestInTime(NewestMessages messages, Executor threads) {
        this.messages = messages;
        this.threads = threads;
    }

    /** Completes with none when they cannot be had in time. */
    CompletableFuture<List<MessageDocument>> of(UserId user) {
        return CompletableFuture.supplyAsync(() -> ifAvailable(user), threads)
                .completeOnTimeout(List.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<MessageDocument> ifAvailable(UserId user) {
        try {
            return messages.of(user);
        } catch (DomainException.Unavailable e) {
            return List.of();
        }
    }
}
