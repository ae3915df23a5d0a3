package bot.conversational.benchmarks.stack;

import bot.conversational.benchmarks.bare.BareServer;
import java.time.Duration;

/** {@link BareServer} as a process. */
public record Bare(ChildProcess process, int port) implements AutoCloseable {

    public static Bare start(Workspace workspace, Model model, String heap) {
        int port = ChildProcess.freePort();
        ChildProcess process = Program.start(
                workspace, "bare", BareServer.class, heap, String.valueOf(port), String.valueOf(model.port()));
        return new Bare(process.awaitOutput(BareServer.READY, Duration.ofSeconds(20)), port);
    }

    @Override
    public void close() {
        process.close();
    }
}
