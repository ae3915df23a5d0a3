package bot.conversational.benchmarks.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The generator's process: a plan in, an outcome out. */
public final class UserLoad {

    private UserLoad() {}

    /** @param arguments a {@link Plan} as JSON; the last line of the output is an {@link Outcome} */
    public static void main(String[] arguments) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Outcome outcome = new Workload(json.readValue(arguments[0], Plan.class)).run();
        System.out.println(json.writeValueAsString(outcome));
    }
}
