package bot.conversational.application.tracing;

import bot.conversational.application.health.EngineCalls;
import bot.conversational.application.http.edge.RequestLine;
import bot.conversational.application.http.metrics.RequestTracer;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.llm.LanguageModel;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Sends spans by OTLP over HTTP, in the background. A receiver that is away or frozen costs spans and nothing else: the
 * queue is bounded, and what does not fit is dropped.
 *
 * <p>The global instance stays empty. Otherwise the client of Elasticsearch would make spans of its own, which have the
 * queries of users.
 */
public final class OpenTelemetryTracing implements Tracing, AutoCloseable {

    /** Of the trace's id in log lines. */
    static final String MDC_KEY = RequestLine.TRACE_KEY;

    private static final String SCOPE = "bot.conversational";

    /** Spans; about a megabyte. */
    private static final int MOST_WAITING = 2_048;

    private static final int MOST_TOGETHER = 512;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_VALUE = 200;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final TurnLinks links = new TurnLinks();

    /**
     * Who sends, and whereto.
     *
     * @param endpoint of the receiver, to which {@code /v1/traces} is added
     * @param headers of each request, such as a key
     * @param ratio of traces that begin here and are recorded; a caller's own decision is followed
     * @param node one of those that have the service's name
     */
    public record Settings(
            String endpoint, Map<String, String> headers, double ratio, String service, String node, String version) {

        public Settings {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Settings[" + endpoint + "]";
        }
    }

    public OpenTelemetryTracing(Settings settings) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", settings.service())
                                .put("service.version", settings.version())
                                .put("service.instance.id", settings.node())
                                .build())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(settings))
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(MOST_TOGETHER)
                        .setScheduleDelay(PAUSE)
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build();
        tracer = provider.get(SCOPE, settings.version());
    }

    private static OtlpHttpSpanExporter exporter(Settings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().replaceAll("/+$", "") + "/v1/traces")
                .setConnectTimeout(CONNECT)
                .setTimeout(PATIENCE)
                // Meanwhile the queue would fill.
                .setRetryPolicy(null);
        settings.headers().forEach(exporter::addHeader);
        return exporter.build();
    }

    @Override
    public RequestTracer requests() {
        return new RequestSpans(tracer);
    }

    @Override
    public Executor following(Executor threads) {
        return new TracedExecutor(threads);
    }

    @Override
    public void addHeaders(BiConsumer<String, String> headers) {
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.current(),
                        headers,
                        (to, name, value) -> Objects.requireNonNull(to).accept(name, value));
    }

    @Override
    public EngineCalls calls(String system, EngineCalls counted) {
        return new EngineSpans(tracer, system, counted);
    }

    @Override
    public LanguageModel models(LanguageModel model) {
        return new TracedLanguageModel(tracer, model);
    }

    @Override
    public TurnStore turns(TurnStore store) {
        return new TracedTurnStore(tracer, store, links);
    }

    @Override
    public IndexVersions indices(IndexVersions versions) {
        return new TracedIndexVersions(tracer, versions, links);
    }

    /** Sends what is left, unless that takes too long. */
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
