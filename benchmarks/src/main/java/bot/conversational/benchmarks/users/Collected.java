package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.wire.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A short answer, as a whole. */
abstract class Collected implements Reply {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    /** All of it came. */
    abstract void complete(int status, String body);

    @Override
    public final void status(int first) {
        status = first;
    }

    @Override
    public final void body(byte[] bytes, int from, int to) {
        body.write(bytes, from, to - from);
    }

    @Override
    public final void end() {
        complete(status, body.toString(StandardCharsets.UTF_8));
    }
}
