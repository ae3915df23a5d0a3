package bot.conversational.application.http.metrics;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Traces requests. */
@FunctionalInterface
public interface RequestTracer {

    /** Traces none. */
    RequestTracer NONE = header -> Trace.NONE;

    /**
     * Begins with a request, on the thread that serves it: what this thread does until {@link Trace#leave} belongs to
     * it.
     *
     * @param header gives a header of the request; null when there is none
     */
    Trace begin(Function<String, @Nullable String> header);

    /** One request, from its head to the end of its answer. */
    interface Trace {

        Trace NONE = new Trace() {};

        /** For log lines: 32 hexadecimal digits; empty without a trace. */
        default String id() {
            return "";
        }

        /** The thread that began it does something else now. */
        default void leave() {}

        /** The answer is over. */
        default void end(RequestTimes.Route route, int status) {}
    }
}
