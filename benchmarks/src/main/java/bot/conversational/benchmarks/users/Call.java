package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.wire.Connection;
import bot.conversational.benchmarks.wire.Request;
import org.jspecify.annotations.Nullable;

/** A question whose answer comes as a whole, or not in time. */
final class Call extends Collected {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Stage stage;
    private final Person person;
    private final long due;
    private final Runnable over;
    private @Nullable Connection connection;
    private boolean ended;

    private Call(Stage stage, Person person, long due, Runnable over) {
        this.stage = stage;
        this.person = person;
        this.due = due;
        this.over = over;
    }

    /** @param over is told of the end, good or bad */
    static void begin(Stage stage, Person person, String body, long due, Runnable over) {
        Call call = new Call(stage, person, due, over);
        person.busy = true;
        stage.seen().time(Metric.LATE, System.nanoTime() - due);
        byte[] request = Request.post(person.path, person.token, "application/json", body);
        call.connection = stage.anyNode().send(request, call);
        stage.loop().after(PATIENCE_MILLIS, call::giveUp);
    }

    @Override
    void complete(int status, String body) {
        long took = System.nanoTime() - due;
        switch (status) {
            case 200, 201 -> {
                stage.seen().achieved("turn");
                stage.seen().time(Metric.WHOLE, took);
            }
            case 429, 503 -> {
                stage.seen().achieved("refused with " + status);
                stage.seen().time(Metric.REFUSED, took);
            }
            default -> stage.seen().error("turn " + status, body);
        }
        finish();
    }

    @Override
    public void broken(String why) {
        stage.seen().error("turn broken", why);
        finish();
    }

    private void giveUp() {
        if (!ended && connection != null) {
            connection.hangUp();
            stage.seen().error("no answer in " + PATIENCE_MILLIS / 1_000 + " s", "");
            finish();
        }
    }

    private void finish() {
        ended = true;
        connection = null;
        person.busy = false;
        over.run();
    }
}
