package bot.conversational.benchmarks.wire;

/**
 * A server-sent event.
 *
 * @param data of one line
 */
public record Event(String id, String name, String data) {}
