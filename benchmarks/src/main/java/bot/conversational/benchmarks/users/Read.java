package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.wire.Request;
import java.util.Locale;

/** Somebody looks something up. */
final class Read extends Collected {

    /** What is looked up. */
    enum Kind {
        HISTORY(Metric.HISTORY),
        LIST(Metric.LIST),
        SEARCH(Metric.SEARCH);

        private final Metric metric;

        Kind(Metric metric) {
            this.metric = metric;
        }

        private String path(Person person) {
            return switch (this) {
                case HISTORY -> person.path;
                case LIST -> "/api/v1/conversations";
                case SEARCH -> "/api/v1/search/messages?q=maple";
            };
        }

        /** As counts and errors call it. */
        String label() {
            return metric.name().toLowerCase(Locale.ROOT);
        }
    }

    private final Stage stage;
    private final Kind kind;
    private final long due;

    private Read(Stage stage, Kind kind, long due) {
        this.stage = stage;
        this.kind = kind;
        this.due = due;
    }

    static void begin(Stage stage, Kind kind, Person person, long due) {
        stage.seen().offered(kind.label());
        stage.seen().time(Metric.LATE, System.nanoTime() - due);
        stage.anyNode().send(Request.get(kind.path(person), person.token, ""), new Read(stage, kind, due));
    }

    @Override
    void complete(int status, String body) {
        if (status != 200) {
            stage.seen().error(kind.label() + " " + status, body);
        } else if (kind == Kind.SEARCH && body.contains("\"degraded\":true")) {
            stage.seen().error("search degraded", "");
        } else {
            stage.seen().time(kind.metric, System.nanoTime() - due);
            stage.seen().achieved(kind.label());
        }
    }

    @Override
    public void broken(String why) {
        stage.seen().error(kind.label() + " broken", why);
    }
}
