package bot.conversational.benchmarks.load;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is driven by a tool.
 *
 * @param pid whose CPU counts as the service's, with all below it; 0 when there is none beside the stores
 * @param script a resource for {@link Wrk}, a file for {@link Pgbench} and {@link RedisBenchmark}
 * @param values what the script reads
 * @param connections that it is driven with whatever the others get; null for as many as they
 */
public record Target(
        String name,
        String url,
        long pid,
        String script,
        Map<String, String> values,
        @Nullable Integer connections) {

    public Target(String name, String url, long pid, String script, Map<String, String> values) {
        this(name, url, pid, script, values, null);
    }

    /** The same with connections of its own number. */
    public Target over(int number) {
        return new Target(name, url, pid, script, values, number);
    }
}
