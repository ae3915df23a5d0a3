package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.stack.Program;
import bot.conversational.benchmarks.stack.Workspace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Those who call, as processes. */
public record Generator(Workspace workspace) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lets users chat. */
    public Outcome users(Plan plan) {
        return run(UserLoad.class, plan);
    }

    /** Lets questions come at a rate. */
    public Outcome calls(CallPlan plan) {
        return run(CallLoad.class, plan);
    }

    private Outcome run(Class<?> main, Object plan) {
        try {
            String said = Program.run(workspace, "generator", main, "768m", JSON.writeValueAsString(plan));
            String last = said.strip().lines().reduce((before, line) -> line).orElse("");
            return JSON.readValue(last, Outcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
