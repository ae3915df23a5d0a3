package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.RandomQueries;
import bot.conversational.domain.search.SearchMode;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Two users who said nearly the same search at the same time, in every mode, and are shown nothing of each other's.
 * {@code -Pfaults} searches 10,000 times.
 */
class TwinSearchesIT {

    private static final int SEARCHES = Integer.getInteger("faults.twinSearches", 300);
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What one mode's answers had in them. */
    private static final class Shown {
        final AtomicInteger searches = new AtomicInteger();
        final AtomicInteger found = new AtomicInteger();
        final AtomicInteger continued = new AtomicInteger();
        final AtomicInteger degraded = new AtomicInteger();
    }

    private final Map<SearchMode, Shown> shown = new EnumMap<>(SearchMode.class);
    private final Queue<String> foreign = new ConcurrentLinkedQueue<>();

    @Test
    void searchesOfTwoUsersShouldNeverShowAnythingOfTheOther() throws Exception {
        for (SearchMode mode : SearchMode.values()) {
            shown.put(mode, new Shown());
        }
        Deployment deployment = Deployment.fresh(Map.of("EMBEDDING_PROVIDER", "local"));
        long seed = System.nanoTime();
        System.out.println("random searches, seed " + seed);
        try (Node node = deployment.startInProcess()) {
            TwinAccount ada = TwinAccount.write(deployment, node, "adasign");
            TwinAccount bob = TwinAccount.write(deployment, node, "bobsign");
            awaitFindable(ada);
            awaitFindable(bob);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> search(new Random(-seed), bob, ada));
            search(new Random(seed), ada, bob);
            other.get();
            related(ada, bob);
            related(bob, ada);
        }
        assertThat(List.copyOf(foreign)).as("seed %d", seed).isEmpty();
        shown.forEach(TwinSearchesIT::assertTried);
        assertThat(shown.values().stream().mapToInt(it -> it.searches.get()).sum())
                .isEqualTo(SEARCHES);
    }

    private static void assertTried(SearchMode mode, Shown it) {
        System.out.printf(
                "%s: %d searches found %d, %d were further pages, %d degraded%n",
                mode, it.searches.get(), it.found.get(), it.continued.get(), it.degraded.get());
        assertThat(it.searches.get()).isGreaterThan(SEARCHES / 5);
        assertThat(it.found.get()).as("found anything at all").isGreaterThan(SEARCHES / 5);
        assertThat(it.continued.get()).as("pages behind others").isGreaterThan(SEARCHES / 100);
        assertThat(it.degraded.get()).as("answered by another mode").isLessThan(it.searches.get() / 2);
    }

    /** In the index, and with a vector each. */
    private static void awaitFindable(TwinAccount twin) {
        for (SearchMode mode : SearchMode.values()) {
            String all = path("messages", mode, "q=" + twin.said().sign() + "&limit=200");
            await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                JsonNode found = twin.api().get(all).expect(200).json();
                assertThat(found.get("items")).hasSizeGreaterThanOrEqualTo(TwinAccount.MESSAGES);
                assertThat(found.get("degraded").asBoolean()).isFalse();
            });
        }
    }

    /** In each mode as often, whatever the seed, and of each mode's lists the first and every tenth is {@link #all}. */
    private void search(Random random, TwinAccount own, TwinAccount other) {
        RandomQueries queries = new RandomQueries(random, own.said(), other.said());
        Map<SearchMode, Integer> lists = new EnumMap<>(SearchMode.class);
        Map<SearchMode, Integer> pages = new EnumMap<>(SearchMode.class);
        int left = SEARCHES / 2;
        while (left > 0) {
            SearchMode mode = Arrays.stream(SearchMode.values())
                    .min(Comparator.comparing(it -> pages.getOrDefault(it, 0)))
                    .orElseThrow();
            boolean all = lists.merge(mode, 1, Integer::sum) % 10 == 1;
            String list = all ? all(own, mode) : random(random, queries.next(), mode);
            String page = list;
            boolean more;
            do {
                left--;
                pages.merge(mode, 1, Integer::sum);
                JsonNode answer = check(own, other, page, mode);
                String cursor = answer.path("nextCursor").asText("null");
                more = left > 0 && !cursor.equals("null") && (all || random.nextBoolean());
                page = list + "&cursor=" + cursor;
                if (more) {
                    Objects.requireNonNull(shown.get(mode)).continued.incrementAndGet();
                    checkRefused(other.api(), page);
                }
            } while (more);
        }
    }

    /** Every message, in several pages: what is by chance may end on its first. */
    private static String all(TwinAccount own, SearchMode mode) {
        return path("messages", mode, "q=" + own.said().sign() + "&limit=" + TwinAccount.MESSAGES / 4);
    }

    private static String random(Random random, MessageQuery query, SearchMode mode) {
        String what = random.nextInt(4) == 0 ? "conversations" : "messages";
        return path(what, mode, parameters(query, mode));
    }

    private static String path(String what, SearchMode mode, String parameters) {
        return "/api/v1/search/" + what + "?mode=" + mode.name().toLowerCase(Locale.ROOT) + "&" + parameters;
    }

    private static String parameters(MessageQuery query, SearchMode mode) {
        StringBuilder parameters = new StringBuilder("q=" + encoded(query.text()))
                .append("&limit=")
                .append(query.page().limit());
        if (mode == SearchMode.KEYWORD) {
            add(parameters, "sort", Optional.of(query.sort()));
        }
        MessageQuery.Filters filters = query.filters();
        add(parameters, "role", filters.role());
        add(parameters, "conversationId", filters.conversation());
        add(parameters, "model", filters.model());
        add(parameters, "feedback", filters.feedback());
        add(parameters, "from", filters.from());
        add(parameters, "to", filters.to());
        add(parameters, "archived", filters.within().archived());
        add(parameters, "folder", filters.within().folder().map(outside -> "none"));
        add(parameters, "tag", filters.within().tag());
        return parameters.toString();
    }

    private static void add(StringBuilder parameters, String name, Optional<?> value) {
        value.map(it -> it instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : it.toString())
                .ifPresent(
                        text -> parameters.append('&').append(name).append('=').append(encoded(text)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode check(TwinAccount own, TwinAccount other, String path, SearchMode mode) {
        Api.Answer answer = own.api().get(path).expect(200);
        noteForeign(own, other, path, answer.text());
        JsonNode json = answer.json();
        Shown of = Objects.requireNonNull(shown.get(mode));
        of.searches.incrementAndGet();
        of.found.addAndGet(json.get("items").size());
        if (json.path("degraded").asBoolean()) {
            of.degraded.incrementAndGet();
        }
        return json;
    }

    /** A place in one's list is none in another's. */
    private void checkRefused(Api other, String page) {
        int status = other.get(page).status();
        if (status != 400) {
            foreign.add("a page of another's list for " + page + ": " + status);
        }
    }

    /** Every id and every sign that is shown is one's own. */
    private void noteForeign(TwinAccount own, TwinAccount other, String path, String answer) {
        Set<UUID> ids = new HashSet<>();
        own.said().messages().stream().map(MessageId::value).forEach(ids::add);
        own.said().conversations().stream().map(ConversationId::value).forEach(ids::add);
        ID.matcher(answer)
                .results()
                .map(id -> UUID.fromString(id.group()))
                .filter(id -> !ids.contains(id))
                .forEach(id -> foreign.add("an id for " + path));
        if (answer.contains(other.said().sign())) {
            foreign.add("a text for " + path);
        }
    }

    private void related(TwinAccount own, TwinAccount other) {
        for (ConversationId conversation : own.said().conversations()) {
            String path = "/api/v1/conversations/" + conversation + "/related";
            Api.Answer answer = own.api().get(path).expect(200);
            assertThat(answer.json().get("items")).hasSize(5);
            noteForeign(own, other, path, answer.text());
            other.api().get(path).expect(404);
        }
    }
}
