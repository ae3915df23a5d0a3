package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.stack.Api;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.ClonedUsers.One;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.vectors.ServiceStatement;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Conversations of 1,000 short messages, one a user, and the first and last page of some of them: the same number, spread
 * over the whole table, in each.
 */
final class HistoryPages {

    private static final int MESSAGES = 1_000;
    private static final int PAGE = 50;
    private static final int MOST_AT_ONCE = 200;
    private static final int USERS_COPIED_AT_ONCE = 1_000;
    private static final int READ_USERS = 10;

    /** A page of a user, and the message that it begins behind: {@code -} for the first. */
    private record Page(One user, String path, String behind) {}

    private final Workspace workspace;
    private final Engines engines;
    private final Service.Node node;
    private final String database;
    private final Api api;
    private final List<Page> first;
    private final List<Page> last;

    private HistoryPages(Workspace workspace, Engines engines, Service.Node node, String database, List<One> users) {
        this.workspace = workspace;
        this.engines = engines;
        this.node = node;
        this.database = database;
        this.api = new Api(node.url());
        this.first = users.stream()
                .map(user -> new Page(user, user.messages() + "?limit=" + PAGE, "-"))
                .toList();
        this.last = users.stream().map(this::lastPage).toList();
    }

    /** Fills a database with so many messages. */
    static HistoryPages write(Workspace workspace, Engines engines, Service.Node node, String database, int messages) {
        ClonedUsers users = ClonedUsers.first(node);
        users.ask("What is the plan for tomorrow?", MESSAGES / 2);
        int all = messages / MESSAGES;
        for (int from = 0; from < all; from += USERS_COPIED_AT_ONCE) {
            users.copy(engines, database, from, Math.min(all, from + USERS_COPIED_AT_ONCE) - 1);
        }
        List<One> known = ClonedUsers.list(engines, database, 0, all - 1);
        List<One> read = IntStream.range(0, READ_USERS)
                .mapToObj(i -> known.get(i * (all / READ_USERS)))
                .toList();
        return new HistoryPages(workspace, engines, node, database, read);
    }

    /** The service, asked for these pages at random. */
    Target target(String name, boolean ofLast) {
        String lines = pages(ofLast).stream()
                .map(page -> page.user().line(page.path()))
                .collect(Collectors.joining());
        Path file = workspace.write(database + (ofLast ? "-last.txt" : "-first.txt"), lines);
        return new Target(name, node.url(), node.pid(), "wrk/get.lua", Map.of("TARGETS", file.toString()));
    }

    /** The service's statement for one of these pages. */
    Target statement(String name, boolean ofLast) {
        Page page = pages(ofLast).getFirst();
        String user =
                api.get("/api/v1/users/me", page.user().token()).path("id").asText();
        String conversation = page.user().messages().split("/")[4];
        Map<String, String> values = Map.of(
                "user", user, "conversation", conversation, "branch", "-", "position", page.behind(), "rows", "51");
        return new Target(name, engines.uri(database), 0, statement().toString(), values);
    }

    /** pgbench has no null for its variables. */
    private Path statement() {
        String sql = ServiceStatement.read(workspace, "messages/history.sql");
        return workspace.write("history.sql", sql.replaceAll(":(branch|position)::uuid", "nullif(:$1, '-')::uuid"));
    }

    /** A file with what the service answers for one of the first pages. */
    Path answer() {
        Page page = first.getFirst();
        return workspace.write("page.json", api.text(page.path(), page.user().token()));
    }

    private List<Page> pages(boolean ofLast) {
        return ofLast ? last : first;
    }

    private Page lastPage(One user) {
        String cursor = "";
        String behind = "-";
        int left = MESSAGES - PAGE;
        while (left > 0) {
            int limit = Math.min(left, MOST_AT_ONCE);
            JsonNode page = api.get(user.messages() + "?limit=" + limit + cursor, user.token());
            behind = page.path("items").path(limit - 1).path("id").asText();
            cursor = "&cursor=" + page.path("nextCursor").asText();
            left -= limit;
        }
        return new Page(user, user.messages() + "?limit=" + PAGE + cursor, behind);
    }
}
