package bot.conversational.application.tracing;

import bot.conversational.application.http.metrics.RequestTimes.Route;
import bot.conversational.application.http.metrics.RequestTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, below the caller's where {@code traceparent} names one. It has the route and never the path:
 * neither ids nor queries.
 */
final class RequestSpans implements RequestTracer {

    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;

    RequestSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // leave closes it, on the same thread
    public Trace begin(Function<String, @Nullable String> header) {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, new Headers());
        Span span = tracer.spanBuilder("request")
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .startSpan();
        return new Request(span, caller.with(span).makeCurrent());
    }

    private record Request(Span span, Scope scope) implements Trace {

        @Override
        public String id() {
            return span.getSpanContext().getTraceId();
        }

        @Override
        public void leave() {
            scope.close();
        }

        @Override
        public void end(Route route, int status) {
            span.updateName(route.matched() ? route.method() + " " + route.template() : route.method());
            span.setAttribute(Names.METHOD, route.method());
            if (route.matched()) {
                span.setAttribute(Names.ROUTE, route.template());
            }
            span.setAttribute(Names.STATUS, status);
            if (status >= SERVER_ERROR) {
                span.setAttribute(Names.ERROR, String.valueOf(status));
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private static final class Headers implements TextMapGetter<Function<String, @Nullable String>> {

        @Override
        public @Nullable String get(@Nullable Function<String, @Nullable String> header, String name) {
            return header == null ? null : header.apply(name);
        }
    }
}
