package bot.conversational.benchmarks.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a stream into its events. Comments are left out. */
public final class EventReader {

    private final Consumer<Event> events;
    private byte[] line = new byte[512];
    private int length;
    private String id = "";
    private String name = "";
    private String data = "";

    public EventReader(Consumer<Event> events) {
        this.events = events;
    }

    public void read(byte[] bytes, int from, int to) {
        int begin = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                keep(bytes, begin, at);
                begin = at + 1;
                line();
            }
        }
        keep(bytes, begin, to);
    }

    private void keep(byte[] bytes, int from, int to) {
        int more = to - from;
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(bytes, from, line, length, more);
        length += more;
    }

    private void line() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        length = 0;
        if (text.startsWith("id: ")) {
            id = text.substring(4);
        } else if (text.startsWith("event: ")) {
            name = text.substring(7);
        } else if (text.startsWith("data: ")) {
            data = text.substring(6);
        } else if (text.isEmpty() && !name.isEmpty()) {
            Event event = new Event(id, name, data);
            name = "";
            data = "";
            events.accept(event);
        }
    }
}
