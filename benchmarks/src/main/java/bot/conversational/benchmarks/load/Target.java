package bot.conversational.benchmarks.load;

import java.util.Map;

/**
 * Something that is driven by wrk.
 *
 * @param pid whose CPU counts as the service's, with all below it
 * @param script a resource for {@link Wrk}
 * @param values what the script reads
 */
public record Target(String name, String url, long pid, String script, Map<String, String> values) {}
