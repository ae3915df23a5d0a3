package bot.conversational.domain.chat.completion;

import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads an answer while it is made. For one thread. */
public interface CompletionReader extends AutoCloseable {

    /** What came. */
    sealed interface Step {

        record More(List<String> lines) implements Step {}

        /** Nothing, for as long as was waited. */
        record Silence() implements Step {}

        /** Nothing more comes: it is complete, or it failed. */
        record Ended(Optional<DomainException> failure) implements Step {}
    }

    /** Waits for more at most so long. */
    Step next(Duration patience) throws InterruptedException;

    /** Whether an earlier call began it. */
    boolean isReplayed();

    /** Whether it was known. */
    boolean isKnown();

    /** The reader leaves. An answer that nobody could fetch later ends with it. */
    @Override
    void close();
}
