package bot.conversational.application.tracing;

import bot.conversational.application.health.EngineCalls;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Spans of calls that are over. Those of background jobs belong to no trace, and have none. */
final class EngineSpans implements EngineCalls {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Tracer tracer;
    private final String system;
    private final EngineCalls counted;

    EngineSpans(Tracer tracer, String system, EngineCalls counted) {
        this.tracer = tracer;
        this.system = system;
        this.counted = counted;
    }

    @Override
    public void ended(String operation, boolean well, long nanos) {
        counted.ended(operation, well, nanos);
        Context parent = Context.current();
        // A turn outlives the span of its request.
        if (Span.fromContext(parent).getSpanContext().isSampled()) {
            record(parent, operation, well, nanos);
        }
    }

    private void record(Context parent, String operation, boolean well, long nanos) {
        Instant now = Instant.now();
        long end = now.getEpochSecond() * SECOND + now.getNano();
        Span span = tracer.spanBuilder(operation)
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end - nanos, TimeUnit.NANOSECONDS)
                .setAttribute(Names.ENGINE, system)
                .setAttribute(Names.ENGINE_OPERATION, operation)
                .startSpan();
        if (!well) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(end, TimeUnit.NANOSECONDS);
    }
}
