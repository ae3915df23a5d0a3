package bot.conversational.benchmarks.stack;

import bot.conversational.benchmarks.model.ScriptedModel;
import java.time.Duration;
import java.util.Map;

/** The scripted model as a process. */
public record Model(ChildProcess process, int port) implements AutoCloseable {

    public static Model start(Workspace workspace) {
        int port = ChildProcess.freePort();
        ChildProcess process = Program.start(workspace, "model", ScriptedModel.class, "256m", String.valueOf(port));
        return new Model(process.awaitAnswer("http://127.0.0.1:" + port + "/", false, Duration.ofSeconds(20)), port);
    }

    /** What a node needs to know to ask it. */
    public Map<String, String> environment() {
        return Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_MODEL", "scripted",
                "LLM_BASE_URL", "http://127.0.0.1:" + port + "/v1");
    }

    @Override
    public void close() {
        process.close();
    }
}
