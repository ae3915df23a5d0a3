package bot.conversational.application.service.harness;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** A receiver of OpenTelemetry's protocol on this machine, which keeps what it is sent. */
public final class TraceReceiver implements AutoCloseable {

    private static final int MOST_AT_ONCE = 1_000;

    private final LoopbackServer server = new LoopbackServer();
    private final Semaphore thawed = new Semaphore(MOST_AT_ONCE);
    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    /**
     * One span.
     *
     * @param parent empty for the first of a trace
     * @param attributes as text
     * @param links traces of others
     */
    public record ReceivedSpan(
            String trace,
            String id,
            String parent,
            String name,
            Span.SpanKind kind,
            Map<String, String> attributes,
            List<String> links) {

        static ReceivedSpan of(Span span) {
            return new ReceivedSpan(
                    hex(span.getTraceId()),
                    hex(span.getSpanId()),
                    hex(span.getParentSpanId()),
                    span.getName(),
                    span.getKind(),
                    span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, TraceReceiver::text)),
                    span.getLinksList().stream()
                            .map(link -> hex(link.getTraceId()))
                            .toList());
        }
    }

    public TraceReceiver() {
        server.serve("/v1/traces", this::receive);
    }

    /** What a node needs to know to send here. */
    public Map<String, String> environment() {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", server.url(""), "OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20secret");
    }

    /** What came of a trace so far. */
    public List<ReceivedSpan> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    /** All that came, a byte a character. */
    public String bytes() {
        return String.join("\n", bodies);
    }

    /** The values of the header that senders were told to send. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    /** Takes requests and answers none until it is thawed. */
    public void freeze() {
        thawed.drainPermits();
    }

    public void thaw() {
        thawed.release(MOST_AT_ONCE);
    }

    @Override
    public void close() {
        server.close();
    }

    private void receive(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!thawed.tryAcquire()) {
                thawed.acquire();
                return; // the sender has given it up
            }
            keep(body);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } finally {
            thawed.release();
        }
    }

    private void keep(byte[] body) throws IOException {
        bodies.add(new String(body, StandardCharsets.ISO_8859_1));
        for (ResourceSpans resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> spans.add(ReceivedSpan.of(span)));
            }
        }
    }

    private static String text(KeyValue attribute) {
        var value = attribute.getValue();
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> String.valueOf(value.getIntValue());
            default -> value.toString().strip();
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
