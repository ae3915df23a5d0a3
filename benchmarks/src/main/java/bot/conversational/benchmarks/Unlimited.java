package bot.conversational.benchmarks;

import java.util.HashMap;
import java.util.Map;

/** Settings of a service that a few users may ask as much as they can. */
final class Unlimited {

    /** Nobody listens there. */
    private static final Map<String, String> WITHOUT_ELASTICSEARCH = Map.of("ELASTICSEARCH_PORT", "1");

    private static final Map<String, String> LIMITS = Map.of(
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000000",
            "RATE_LIMIT_BURST", "1000000",
            "RATE_LIMIT_API_REQUESTS_PER_MINUTE", "1000000",
            "RATE_LIMIT_API_BURST", "1000000");

    private Unlimited() {}

    static Map<String, String> settings() {
        return LIMITS;
    }

    /** @param redis number of a database: copied users are the same in every installation */
    static Map<String, String> withoutSearch(int redis) {
        Map<String, String> settings = new HashMap<>(LIMITS);
        settings.putAll(WITHOUT_ELASTICSEARCH);
        settings.put("REDIS_DB", String.valueOf(redis));
        return settings;
    }
}
