package bot.conversational.adapters.llm;

import bot.conversational.domain.chat.StreamPace;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The connections to all providers, and the clock that ends calls which take too long. */
public final class ModelConnections implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor clock;
    private final HttpClient http;
    private final StreamPace pace = new StreamPace(Runtime.getRuntime().availableProcessors());

    public ModelConnections() {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("language-model-timeouts").factory());
        clock.setRemoveOnCancelPolicy(true);
        http = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    StreamedCall newCall() {
        return new StreamedCall(http, pace);
    }

    /** Ends the call after that time, unless what is returned is cancelled before. */
    Future<?> giveUpAfter(Duration patience, StreamedCall call) {
        return clock.schedule(
                () -> call.abort(StreamedCall.Abort.TIMED_OUT), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends connections; generations that run break off. */
    @Override
    public void close() {
        http.shutdownNow();
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
