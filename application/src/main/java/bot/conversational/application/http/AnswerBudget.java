package bot.conversational.application.http;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.search.MessageHitsJson;
import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a node has for pages of messages while they are sent: each stays there until its reader has taken
 * nearly all of it. A page for which there is no room is a 503, before its first byte.
 */
public final class AnswerBudget implements WriterInterceptor {

    /** Shorter answers do not count: they fit into the buffers of the connection. */
    private static final long SHORT = 64 * 1024;

    private static final long BYTES_PER_CHAR = 2;

    private final long most;
    private final AtomicLong used = new AtomicLong();

    public AnswerBudget(long bytes) {
        this.most = bytes;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        long bytes = bytes(context.getEntity());
        if (bytes < SHORT) {
            context.proceed();
            return;
        }
        try (Claim claim = claim(bytes)) {
            context.proceed();
        }
    }

    /** @throws DomainException.Unavailable when there is no room */
    Claim claim(long bytes) {
        // Whoever is alone gets room, however long the page.
        if (used.getAndAdd(bytes) > most - bytes && used.get() != bytes) {
            used.addAndGet(-bytes);
            throw new DomainException.Unavailable("Too many answers are being sent.", null);
        }
        return new Claim(bytes);
    }

    /** The bytes that are taken now. */
    public long used() {
        return used.get();
    }

    /** The room of one answer, until it is closed. */
    final class Claim implements AutoCloseable {

        private final long bytes;

        private Claim(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            used.addAndGet(-bytes);
        }
    }

    /** Of the texts of an answer, in memory. */
    static long bytes(@Nullable Object answer) {
        return switch (answer) {
            case ListJson<?> page ->
                page.items().stream().mapToLong(AnswerBudget::bytes).sum();
            case MessageHitsJson page ->
                page.items().stream().mapToLong(hit -> bytes(hit.message())).sum();
            case MessageJson message -> BYTES_PER_CHAR * message.chars();
            case null, default -> 0;
        };
    }
}
