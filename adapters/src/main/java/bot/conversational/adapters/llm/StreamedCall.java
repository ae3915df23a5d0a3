package bot.conversational.adapters.llm;

import bot.conversational.domain.chat.StopSignal;
import bot.conversational.domain.chat.StreamPace;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One streamed request of langchain4j's, carried by the thread that makes it, so that its events arrive on that thread.
 * Any other thread can {@link #abort} it at any time: langchain4j's own transport can be cancelled only while it hands
 * over an event, which a silent server never lets happen, and does not limit how long a body may be silent.
 */
final class StreamedCall implements dev.langchain4j.http.client.HttpClient {

    /** Why a call was ended from outside. */
    enum Abort {
        STOPPED,
        TIMED_OUT
    }

    private final HttpClient http;
    private final StreamPace pace;
    private final AtomicReference<@Nullable Abort> reason = new AtomicReference<>();
    private final StopSignal end = new StopSignal();

    /** @param pace of all that are carried now */
    StreamedCall(HttpClient http, StreamPace pace) {
        this.http = http;
        this.pace = pace;
    }

    /** Ends the connection because nothing that it may still bring is of use. */
    void hangUp() {
        end.stop();
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

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(translated(request), BodyHandlers.ofInputStream());
        end.onStop(() -> answer.cancel(true));
        try {
            HttpResponse<InputStream> response = answer.get();
            pace.enter();
            try (InputStream body = new PacedBody(response.body(), pace)) {
                end.onStop(() -> close(body));
                if (response.statusCode() != 200) {
                    listener.onError(refusal(response, body));
                    return;
                }
                listener.onOpen(SuccessfulHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build());
                parser.parse(body, new Listening(listener));
                listener.onClose();
            } finally {
                pace.leave();
            }
        } catch (CancellationException e) {
            listener.onError(e);
        } catch (ExecutionException e) {
            listener.onError(e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            listener.onError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort(Abort.STOPPED);
            listener.onError(e);
        }
    }

    /** Needed for answers that are not streamed, which nobody asks this call for. */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("a streamed call only streams");
    }

    private static ProviderRefusal refusal(HttpResponse<?> response, InputStream body) throws IOException {
        return new ProviderRefusal(
                response.statusCode(),
                ProviderError.code(body),
                ProviderRefusal.retryAfter(response.headers().firstValue("Retry-After"), Instant.now()));
    }

    private static java.net.http.HttpRequest translated(HttpRequest request) {
        URI url = URI.create(request.url());
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(url)
                // In the clear, HTTP/2 would begin with an upgrade, which some servers answer with an error.
                .version("https".equals(url.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .method(request.method().name(), BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It was to be closed, and now nobody reads it any more.
        }
    }

    /**
     * Ends the call at the first event that cannot be read. langchain4j's parsers log such a failure, with the text that
     * it quotes, and go on: the answer would lack a piece and seem complete.
     */
    private final class Listening implements ServerSentEventListener {

        private final ServerSentEventListener listener;

        Listening(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            try (FleetingEvent once = new FleetingEvent(event)) {
                listener.onEvent(once, context);
            } catch (RuntimeException e) {
                listener.onError(e);
                context.parsingHandle().cancel();
            }
        }

        @Override
        public void onError(Throwable failure) {
            listener.onError(failure);
        }
    }
}
