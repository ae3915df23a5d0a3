package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.model.Wish;
import bot.conversational.benchmarks.wire.Connection;
import bot.conversational.benchmarks.wire.Event;
import bot.conversational.benchmarks.wire.EventReader;
import bot.conversational.benchmarks.wire.Reply;
import bot.conversational.benchmarks.wire.Request;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A question and its streamed answer, which is checked: all of its text, once, whatever happens to the connection. */
final class Turn {

    private static final String BEFORE_TEXT = "{\"id\":\"........-....-....-....-............\",\"delta\":\"";
    private static final int AROUND_TEXT = BEFORE_TEXT.length() + 2;
    private static final int ID = 36;
    private static final long AWAY_MILLIS = 100;

    private final Stage stage;
    private final Person person;
    private final Wish wish;
    private final long due;
    private final Runnable over;
    private int dropAfter;
    private @Nullable Connection connection;
    private @Nullable Attempt current;
    private String lastId = "";
    private long lastEvent;
    private int length;
    private boolean returned;
    private boolean ended;

    /**
     * A turn to come.
     *
     * @param dropAfter so many pieces the connection is lost, once; 0: never
     * @param over is told of the end, good or bad
     */
    Turn(Stage stage, Person person, Wish wish, long due, int dropAfter, Runnable over) {
        this.stage = stage;
        this.person = person;
        this.wish = wish;
        this.due = due;
        this.dropAfter = dropAfter;
        this.over = over;
    }

    void begin() {
        person.busy = true;
        stage.seen().offered("turn");
        stage.seen().time(Metric.LATE, System.nanoTime() - due);
        String question =
                "{\"content\":\"Tell me something about trees, please. I would like " + wish.text() + ", thank you.\"}";
        send(Request.post(person.path, person.token, "text/event-stream", question));
    }

    private void send(byte[] request) {
        Attempt attempt = new Attempt();
        current = attempt;
        connection = stage.anyNode().send(request, attempt);
    }

    private void event(Event event) {
        long now = System.nanoTime();
        lastId = event.id();
        switch (event.name()) {
            case "message.created" -> stage.seen().time(Metric.CREATED, now - due);
            case "message.delta" -> delta(event, now);
            case "message.completed" -> completed(now);
            default -> finish("turn " + event.name(), event.data());
        }
        lastEvent = now;
    }

    private void delta(Event event, long now) {
        if (length == 0) {
            stage.seen().time(Metric.FIRST_TEXT, now - due);
        } else if (!returned) {
            stage.seen().time(Metric.GAP, now - lastEvent);
        }
        returned = false;
        length += event.data().length() - AROUND_TEXT;
        if (dropAfter > 0 && --dropAfter == 0 && connection != null) {
            connection.hangUp();
            current = null;
            returned = true; // and being away is no gap of the service's
            String answer = lastId.substring(0, ID);
            stage.loop().after(AWAY_MILLIS, () -> resume(answer));
        }
    }

    private void resume(String answer) {
        stage.seen().offered("resume");
        send(Request.get(
                person.path + "/" + answer + "/events",
                person.token,
                "Accept: text/event-stream\r\nLast-Event-ID: " + lastId + "\r\n"));
    }

    private void completed(long now) {
        stage.seen().time(Metric.WHOLE, now - due);
        if (length == wish.length()) {
            stage.seen().achieved("turn");
            finish("", "");
        } else {
            finish("turn with another text", length + " instead of " + wish.length() + " characters");
        }
        if (!wish.saying().isEmpty()) {
            Finding.begin(stage, person, wish.saying(), now);
        }
    }

    /** @param error empty when all is well */
    private void finish(String error, String example) {
        if (!ended) {
            ended = true;
            person.busy = false;
            if (!error.isEmpty()) {
                stage.seen().error(error, example);
            }
            over.run();
        }
    }

    /** One connection's part in it. What still comes after it was left is not heard. */
    private final class Attempt implements Reply {

        private final EventReader events = new EventReader(event -> {
            if (current == this) {
                event(event);
            }
        });
        private int status;
        private String problem = "";

        @Override
        public void status(int first) {
            status = first;
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            if (status == 200) {
                events.read(bytes, from, to);
            } else {
                problem += new String(bytes, from, to - from, StandardCharsets.UTF_8);
            }
        }

        @Override
        public void end() {
            if (current == this) {
                finish(status == 200 ? "turn without an end" : "turn " + status, problem);
            }
        }

        @Override
        public void broken(String why) {
            if (current == this) {
                finish("turn broken", why);
            }
        }
    }
}
