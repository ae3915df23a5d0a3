package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.wire.Request;
import java.util.concurrent.TimeUnit;

/** Somebody searches for a word that only one answer has, again and again until it is found. */
final class Finding extends Collected {

    private static final long EVERY_MILLIS = 100;
    private static final long GIVE_UP = TimeUnit.SECONDS.toNanos(30);

    private final Stage stage;
    private final Person person;
    private final String word;
    private final long ended;

    private Finding(Stage stage, Person person, String word, long ended) {
        this.stage = stage;
        this.person = person;
        this.word = word;
        this.ended = ended;
    }

    /** @param ended when the answer was complete */
    static void begin(Stage stage, Person person, String word, long ended) {
        stage.seen().offered("find");
        again(stage, person, word, ended);
    }

    @Override
    void complete(int status, String body) {
        if (status != 200) {
            stage.seen().error("find " + status, body);
        } else if (body.contains("\"degraded\":true")) {
            stage.seen().error("search degraded", "");
        } else if (!body.contains("\"items\":[]")) {
            stage.seen().time(Metric.LAG, System.nanoTime() - ended);
            stage.seen().achieved("find");
            return;
        }
        if (System.nanoTime() - ended > GIVE_UP) {
            stage.seen().error("never found", "");
        } else {
            stage.loop().after(EVERY_MILLIS, () -> again(stage, person, word, ended));
        }
    }

    @Override
    public void broken(String why) {
        stage.seen().error("find broken", why);
    }

    private static void again(Stage stage, Person person, String word, long ended) {
        stage.anyNode()
                .send(
                        Request.get("/api/v1/search/messages?role=assistant&q=" + word, person.token, ""),
                        new Finding(stage, person, word, ended));
    }
}
