package bot.conversational.application.tracing;

import bot.conversational.domain.conversation.MessageId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which trace wrote the newest messages of this node. Nodes index each other's messages too; what another one wrote has
 * no link.
 */
final class TurnLinks {

    /** Messages; what is indexed later than so many others has no link. */
    private static final int MOST = 4_096;

    private final Map<MessageId, SpanContext> traces = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, SpanContext> eldest) {
            return size() > MOST;
        }
    };

    /** The message is of this thread's trace. */
    void note(MessageId message) {
        SpanContext now = Span.current().getSpanContext();
        if (now.isSampled()) {
            synchronized (traces) {
                traces.put(message, now);
            }
        }
    }

    /** The trace of a message, if it is known. */
    Optional<SpanContext> of(MessageId message) {
        synchronized (traces) {
            return Optional.ofNullable(traces.get(message));
        }
    }
}
