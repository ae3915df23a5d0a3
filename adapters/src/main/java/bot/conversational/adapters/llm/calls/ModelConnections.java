package bot.conversational.adapters.llm.calls;

import bot.conversational.domain.shared.StreamPace;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to all providers, and the clock that ends calls which take too long. Reading blocks the thread of the
 * call, so that a model's text stays in the kernel until it is read.
 */
public final class ModelConnections implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    /** Servers close unused connections; a call must not get one. */
    private static final TimeValue UNUSED = TimeValue.ofSeconds(30);

    private static final TimeValue TRUSTED = TimeValue.ofSeconds(1);

    /** Bytes, of two for each connection: a model's text between two reads. Longer text bypasses them. */
    private static final int BUFFER = 2_048;

    /** How many answers run at once is limited elsewhere. */
    private static final int MOST = 10_000;

    private final Consumer<BiConsumer<String, String>> headers;
    private final ScheduledThreadPoolExecutor clock;
    private final CloseableHttpClient http;
    private final StreamPace pace = new StreamPace(Runtime.getRuntime().availableProcessors());

    public ModelConnections() {
        this(header -> {});
    }

    /** @param headers adds some to each request, on the thread of whom it is made for */
    public ModelConnections(Consumer<BiConsumer<String, String>> headers) {
        this.headers = headers;
        clock = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("language-model-timeouts").factory(),
                // Calls that end while the node does need no clock any more.
                new ThreadPoolExecutor.DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        // The caller decides whether and when to retry; the clock limits reads.
        http = HttpClients.custom()
                .setConnectionManager(pool())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(Timeout.DISABLED)
                        .build())
                .setProxySelector(ProxySelector.getDefault())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .evictIdleConnections(UNUSED)
                .build();
    }

    private static PoolingHttpClientConnectionManager pool() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setBufferSize(BUFFER).build())
                        .build())
                .setMaxConnTotal(MOST)
                .setMaxConnPerRoute(MOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TRUSTED)
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build())
                .build();
    }

    /** Adds what every request has beside what its protocol wants. */
    void complete(HttpUriRequestBase request) {
        headers.accept(request::setHeader);
    }

    StreamedCall newCall() {
        return new StreamedCall(http, pace, clock);
    }

    /** Ends the call after that time, unless the returned handle is cancelled before. */
    Future<?> giveUpAfter(Duration patience, StreamedCall call) {
        return clock.schedule(
                () -> call.abort(StreamedCall.Abort.TIMED_OUT), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends connections; generations that run break off. */
    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        clock.shutdownNow();
    }
}
