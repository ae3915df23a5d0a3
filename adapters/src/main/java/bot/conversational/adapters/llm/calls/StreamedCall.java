package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.tuning.ReusableEvent;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.shared.StreamPace;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
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

    private final CloseableHttpClient http;
    private final StreamPace pace;
    private final AtomicReference<@Nullable Abort> reason = new AtomicReference<>();
    private final Cancellation end = new Cancellation();

    /** @param pace of all that are carried now */
    StreamedCall(CloseableHttpClient http, StreamPace pace) {
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
        HttpUriRequestBase asked = translated(request);
        end.onStop(asked::cancel);
        try (ClassicHttpResponse response = http.executeOpen(RoutingSupport.determineHost(asked), asked, null)) {
            pace.enter();
            try (InputStream body = new BatchingInputStream(content(response), pace::pause)) {
                if (response.getCode() != HttpStatus.SC_OK) {
                    listener.onError(refusal(response, body));
                    return;
                }
                listener.onOpen(SuccessfulHttpResponse.builder()
                        .statusCode(response.getCode())
                        .headers(headers(response))
                        .build());
                parser.parse(body, new Listening(listener));
                listener.onClose();
            } finally {
                pace.leave();
            }
        } catch (HttpException e) {
            listener.onError(new IOException("no answer of HTTP", e));
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                abort(Abort.STOPPED);
            }
            listener.onError(e);
        }
    }

    /** Needed for answers that are not streamed, which this call never has. */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("a streamed call only streams");
    }

    private static InputStream content(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    private static ProviderRefusal refusal(ClassicHttpResponse response, InputStream body) throws IOException {
        Optional<String> retryAfter = Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                .map(Header::getValue);
        return new ProviderRefusal(
                response.getCode(), ProviderError.code(body), ProviderRefusal.retryAfter(retryAfter, Instant.now()));
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        return Arrays.stream(response.getHeaders())
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Collectors.mapping(Header::getValue, Collectors.toList())));
    }

    private static HttpUriRequestBase translated(HttpRequest request) {
        HttpUriRequestBase translated = new HttpUriRequestBase(request.method().name(), URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> translated.addHeader(name, value)));
        translated.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
        return translated;
    }

    /**
     * Ends the call at the first unreadable event. langchain4j's parsers log such a failure, with the text that it
     * quotes, and continue: the answer would lack a piece and seem complete.
     */
    private final class Listening implements ServerSentEventListener {

        private final ServerSentEventListener listener;
        private final ReusableEvent shown = new ReusableEvent();

        Listening(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            shown.become(event);
            try {
                listener.onEvent(shown, context);
            } catch (RuntimeException e) {
                listener.onError(e);
                context.parsingHandle().cancel();
            } finally {
                shown.forget();
            }
        }

        @Override
        public void onError(Throwable failure) {
            listener.onError(failure);
        }
    }
}
