package bot.conversational.benchmarks.load;

import java.util.Map;

/**
 * Something that is driven by a tool.
 *
 * @param pid whose CPU counts as the service's, with all below it; 0 when there is none beside the stores
 * @param script a resource for {@link Wrk}, a file for {@link Pgbench}
 * @param values what the script reads
 */
public record Target(String name, String url, long pid, String script, Map<String, String> values) {}
