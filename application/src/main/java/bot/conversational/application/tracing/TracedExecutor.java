package bot.conversational.application.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/** Has each task belong to the trace of whom it is for, also in log lines. */
final class TracedExecutor implements Executor {

    private final Executor threads;

    TracedExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        Context context = Context.current();
        String id = Span.fromContext(context).getSpanContext().getTraceId();
        threads.execute(context == Context.root() ? task : () -> run(task, context, id));
    }

    private static void run(Runnable task, Context context, String id) {
        try (Scope ignored = context.makeCurrent();
                MDC.MDCCloseable alsoIgnored = MDC.putCloseable(OpenTelemetryTracing.MDC_KEY, id)) {
            task.run();
        }
    }
}
