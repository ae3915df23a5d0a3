package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.shared.StreamPace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * One request with a streamed answer, carried by the thread that makes it, so that its pieces arrive on that thread. Any
 * other thread can {@link #abort} it at any time, also while the server is silent.
 */
final class StreamedCall {

    /** Why a call was ended from outside. */
    enum Abort {
        STOPPED,
        TIMED_OUT
    }

    /** Reads an answer. */
    @FunctionalInterface
    interface Reader {

        /** Returns when the answer has ended, which may be before its body does. */
        void read(InputStream body) throws IOException;
    }

    /** In this time a server ends a body whose answer has ended, or its connection is given up. */
    private static final long REST_MILLIS = 1_000;

    private final CloseableHttpClient http;
    private final StreamPace pace;
    private final ScheduledExecutorService clock;
    private final AtomicReference<@Nullable Abort> reason = new AtomicReference<>();
    private final Cancellation end = new Cancellation();

    /** @param pace of all that are carried now */
    StreamedCall(CloseableHttpClient http, StreamPace pace, ScheduledExecutorService clock) {
        this.http = http;
        this.pace = pace;
        this.clock = clock;
    }

    /** Ends the call and its connection. The first reason stays; a call that is over does not notice. */
    void abort(Abort why) {
        reason.compareAndSet(null, why);
        end.stop();
    }

    /** Why it was ended, or null when it was not. */
    @Nullable
    Abort aborted() {
        return reason.get();
    }

    /**
     * Asks, and has the answer read.
     *
     * @throws ModelFailure when it is refused
     */
    void ask(HttpUriRequestBase request, Reader reader) throws IOException, HttpException {
        end.onStop(request::cancel);
        ClassicHttpResponse response = http.executeOpen(RoutingSupport.determineHost(request), request, null);
        boolean read = false;
        pace.enter();
        try {
            if (response.getCode() == HttpStatus.SC_OK) {
                reader.read(body(response));
                read = true;
            } else {
                String code = code(response);
                read = true;
                throw ModelFailures.refused(response.getCode(), code, retryAfter(response));
            }
        } finally {
            pace.leave();
            if (!read) {
                // Otherwise closing would wait for the rest of the body.
                request.cancel();
            }
            leave(request, response);
        }
    }

    /** The rest of the body is usually there, and then the connection can be used again; no call waits for it. */
    private void leave(HttpUriRequestBase request, ClassicHttpResponse response) {
        Future<?> enough = clock.schedule(request::cancel, REST_MILLIS, TimeUnit.MILLISECONDS);
        Thread.startVirtualThread(() -> {
            try (response) {
                content(response).transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The answer is complete without it.
            } finally {
                enough.cancel(false);
            }
        });
    }

    private InputStream body(ClassicHttpResponse response) throws IOException {
        return ContentCoding.unpacked(
                new BatchingInputStream(content(response), pace::pause),
                header(response, HttpHeaders.CONTENT_ENCODING).orElse(""));
    }

    /** Whatever becomes of the body, the status says enough. */
    private String code(ClassicHttpResponse response) {
        try {
            return ProviderError.code(body(response));
        } catch (IOException | ModelFailure e) {
            return "";
        }
    }

    private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
        return RetryAfter.of(
                header(response, RetryAfter.HEADER), header(response, RetryAfter.MILLIS_HEADER), Instant.now());
    }

    private static InputStream content(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }
}
