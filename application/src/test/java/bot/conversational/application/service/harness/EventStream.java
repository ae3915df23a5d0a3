package bot.conversational.application.service.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A stream of events that a thread of its own reads, as a browser would. */
public final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event as it came. */
    public record Event(String id, String name, JsonNode data) {}

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile int comments;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.reader = Thread.startVirtualThread(this::read);
    }

    public static EventStream of(HttpResponse<InputStream> response) {
        return new EventStream(response);
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public int comments() {
        return comments;
    }

    /** The text of the deltas so far. */
    public String text() {
        return events.stream()
                .filter(event -> event.name().equals("message.delta"))
                .map(event -> event.data().get("delta").asText())
                .collect(Collectors.joining());
    }

    /** What the pieces of the part that was opened last have together. */
    public String partText() {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            if (event.name().equals("message.part")) {
                text.append(event.data().path("delta").asText());
            }
        }
        return text.toString();
    }

    /** The text of the deltas up to an event, with it. */
    public String textUpTo(String id) {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            if (event.name().equals("message.delta")) {
                text.append(event.data().get("delta").asText());
            }
            if (event.id().equals(id)) {
                break;
            }
        }
        return text.toString();
    }

    public String lastId() {
        return events.getLast().id();
    }

    /** The answer's id, once it is known. */
    public String answer() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !events.isEmpty());
        return events.getFirst().data().at("/assistantMessage/id").asText();
    }

    public EventStream awaitText(int characters) {
        await().atMost(Duration.ofSeconds(30)).until(() -> text().length() >= characters || !reader.isAlive());
        assertThat(text()).as("%s", this).hasSizeGreaterThanOrEqualTo(characters);
        return this;
    }

    /** Waits until the service ends the stream. */
    public EventStream awaitEnd(Duration atMost) {
        try {
            assertThat(reader.join(atMost)).as("the stream ended").isTrue();
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Event last() {
        return events.getLast();
    }

    /** What came, without its text. */
    @Override
    public String toString() {
        return "EventStream[%d, %s, %d events to %s, %d comments]"
                .formatted(status(), reader.isAlive() ? "open" : "ended", events.size(), lastEvent(), comments);
    }

    private String lastEvent() {
        return events.isEmpty() ? "none" : last().name() + " " + last().id();
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith(":")) {
                    comments++;
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(id, name, JSON.readTree(data)));
                    data = "";
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            // the connection is gone, and what came so far is what a client has
        }
    }
}
