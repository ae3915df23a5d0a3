package bot.conversational.application.http.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The limits of bodies by path. Each is as low as the longest fields of its calls allow, when every character is sent
 * as an escape: what strangers may send is a small part of what a message may be.
 */
public final class BodyLimits {

    private static final long KIB = 1_024;
    private static final long ACCOUNT = 16 * KIB;
    private static final long RATING = 32 * KIB;
    private static final long CONVERSATION = 128 * KIB;

    private record Rule(Pattern path, BodyLimit limit) {}

    private final List<Rule> rules;
    private final BodyLimit others;

    /**
     * @param maxBytes of the calls that have no limit of their own, and the most of all but files
     * @param files bytes of what goes to disk, by path
     */
    public BodyLimits(long maxBytes, Map<String, Long> files) {
        others = BodyLimit.ofBytes(maxBytes);
        rules = new ArrayList<>();
        files.forEach(
                (path, bytes) -> rules.add(new Rule(Pattern.compile(Pattern.quote(path)), BodyLimit.ofFile(bytes))));
        rules.addAll(List.of(
                rule("/api/v1/(users|sessions|invitations|admin)(/.*)?", ACCOUNT, maxBytes),
                rule("/api/v1/conversations(/[^/]+)?", CONVERSATION, maxBytes),
                rule("/api/v1/conversations/.+/(feedback|regenerate|stop)", RATING, maxBytes)));
    }

    private static Rule rule(String path, long bytes, long maxBytes) {
        return new Rule(Pattern.compile(path), BodyLimit.ofBytes(Math.min(bytes, maxBytes)));
    }

    /** @param path such as {@code /api/v1/users} */
    BodyLimit of(String path) {
        return rules.stream()
                .filter(rule -> rule.path.matcher(path).matches())
                .findFirst()
                .map(Rule::limit)
                .orElse(others);
    }
}
