package bot.conversational.application.config;

import java.util.Arrays;
import java.util.List;

/** Servers that do the same, as {@code host} or {@code host:port}, separated by commas. */
final class HostList {

    private static final String PORT = ":([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
    private static final String ONE = "([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(" + PORT + ")?";

    /** None, or up to eight. */
    static final String PATTERN = "(" + ONE + "(, ?" + ONE + "){0,7})?";

    static final String MESSAGE = "must be hosts as host or host:port, separated by commas, at most 8";

    private HostList() {}

    /** As {@code host:port} each; a port that is not named is the usual one. */
    static List<String> of(String hosts, int port) {
        return hosts.isEmpty() ? List.of() : of(hosts, "", port);
    }

    /**
     * As {@code host:port} each.
     *
     * @param hosts as configured; empty: the one host
     * @param port of those that are named without one
     */
    static List<String> of(String hosts, String host, int port) {
        return Arrays.stream((hosts.isEmpty() ? host : hosts).split(", ?", -1))
                .map(one -> one.matches(".*:\\d+") ? one : one + ":" + port)
                .toList();
    }
}
