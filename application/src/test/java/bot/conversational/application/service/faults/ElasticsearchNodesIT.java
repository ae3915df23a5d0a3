package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.ElasticsearchNodes;
import bot.conversational.application.service.faults.SearchingWriter.Search;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One of three nodes of Elasticsearch dies while it is written to and searched, and when it is back another one. Prints what
 * was seen.
 */
@Tag("alone")
class ElasticsearchNodesIT {

    /** Without a pause, after a node died: five seconds, where nothing else runs. */
    private static final Duration DEGRADED = Duration.ofSeconds(Integer.getInteger("scale.degraded", 20));

    /** Searches after each death that the index answers. */
    private static final int SEARCHES = Integer.getInteger("scale.searches", 50);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void searchesShouldGoOnWhenANodeDiesAndThenAnother() throws Exception {
        try (ElasticsearchNodes nodes = ElasticsearchNodes.start();
                Node node = Deployment.fresh(nodes.environment()).startInProcess()) {
            SearchingWriter user = new SearchingWriter(node.api().asNewUser());
            try (user) {
                awaitAnswers(user);
                awaitCopies(nodes, 1);
                nodes.kill(2);
                awaitAnswers(user);
                nodes.start(2);
                awaitCopies(nodes, 1);
                nodes.kill(1);
                awaitAnswers(user);
            }

            List<Search> searches = user.searches();
            System.out.printf(
                    "two of three nodes died, one by one: %d searches, %d not answered by the index, for %d ms at the longest%n",
                    searches.size(),
                    searches.stream().filter(Search::degraded).count(),
                    longestDegraded(searches).toMillis());
            assertThat(user.failures()).isEmpty();
            assertThat(searches).extracting(Search::status).containsOnly(200);
            assertThat(longestDegraded(searches)).isLessThan(DEGRADED);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(user.found()).containsExactlyElementsOf(user.written()));
        }
    }

    /** Until the index has answered some searches that began from now on. */
    private static void awaitAnswers(SearchingWriter user) {
        long now = System.nanoTime();
        await().atMost(PATIENCE)
                .until(() -> user.searches().stream()
                                .filter(it -> it.began() - now > 0 && it.status() == 200 && !it.degraded())
                                .count()
                        >= SEARCHES);
    }

    /** Until each shard is on two nodes, as the node of a number sees it. */
    private static void awaitCopies(ElasticsearchNodes nodes, int number) {
        Api elasticsearch = new Api(nodes.addresses().get(number - 1).toString());
        await().atMost(PATIENCE)
                .until(() -> elasticsearch
                        .get("/_cluster/health")
                        .expect(200)
                        .json()
                        .get("status")
                        .asText()
                        .equals("green"));
    }

    private static Duration longestDegraded(List<Search> searches) {
        long longest = 0;
        long since = 0;
        boolean before = true; // what was before the index was there does not count
        boolean answered = false;
        for (Search search : searches) {
            answered |= !search.degraded();
            if (answered && search.degraded()) {
                since = before ? since : search.began();
                longest = Math.max(longest, search.ended() - since);
            }
            before = search.degraded();
        }
        return Duration.ofNanos(longest);
    }
}
