package bot.conversational.application.config;

import java.util.Arrays;
import java.util.List;

/** Several hosts in one value, as {@code h1:5432,h2:5432}; a port that is not named is the usual one. */
final class HostList {

    private static final String PORT = ":([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
    private static final String ONE = "([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(" + PORT + ")?";

    /** None, or up to eight. */
    static final String SYNTAX = "(" + ONE + "(, ?" + ONE + "){0,7})?";

    static final String MISTAKE = "must be hosts as host or host:port, separated by commas, at most 8";

    private HostList() {}

    /** Each with its port. */
    static List<String> of(String hosts, int port) {
        return hosts.isEmpty()
                ? List.of()
                : Arrays.stream(hosts.split(", ?", -1))
                        .map(one -> one.matches(".*:\\d+") ? one : one + ":" + port)
                        .toList();
    }
}
