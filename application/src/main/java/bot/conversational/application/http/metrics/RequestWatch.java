package bot.conversational.application.http.metrics;

/** Who watches requests: the metrics that count them, and the traces that they belong to. */
public record RequestWatch(RequestTimes times, RequestTracer traces) {}
