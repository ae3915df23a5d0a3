package bot.conversational.benchmarks;

import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Users with the same conversation, of an installation of their own.
 *
 * @param content of each question
 * @param before turns that each user's conversation has
 * @param known turns behind these whose answers the cache has
 */
record CopiedConversation(String database, int users, String content, int before, int known) {

    /** A question of 500 characters. */
    static final String LONG = "The quick brown fox jumps over the lazy dog, again and again. ".repeat(8) + "ok.";

    /** Nobody listens at that port. */
    private static final Map<String, String> UNSEARCHED = Map.of(
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "ELASTICSEARCH_PORT", "1");

    /** Settings of a node that many users ask, and not for searches. */
    static Map<String, String> unsearched(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(UNSEARCHED);
        all.putAll(more);
        return all;
    }

    /** The same, where what is known of one user's answers is known of all. */
    static Map<String, String> sharingAnswers() {
        return unsearched(Map.of("CACHE_LLM_RESPONSES_SCOPE", "global"));
    }

    /** Starts a node and has it write the conversation; it runs on. */
    Service.Node write(
            Workspace workspace, Engines engines, Map<String, String> settings, Running running, Progress progress) {
        Service.Node node = running.add(
                Service.install(workspace, engines, database, settings).start("1g"));
        progress.say("writing " + users + " conversations");
        ClonedUsers first = ClonedUsers.first(node);
        first.ask(content, before);
        first.copy(engines, database, 0, users - 1);
        first.ask(content, known);
        return node;
    }

    /** A file with a line "PATH TOKEN" for each user. */
    Path targets(Workspace workspace, Engines engines) {
        return ClonedUsers.targets(workspace, engines, database, 0, users - 1);
    }
}
