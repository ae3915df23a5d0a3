package bot.conversational.benchmarks;

import bot.conversational.benchmarks.page.MarkdownModel;
import bot.conversational.benchmarks.page.MeasuredBrowser;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page costs its user: an answer of 20,000 tokens as it comes, and the first view, beside a page with nothing on
 * it. Browser, service and engines share the processors.
 */
final class PageBenchmark implements Benchmark {

    private static final String HEAP = "512m";
    private static final int TOKENS = 20_000;
    private static final int PER_SECOND = 200;
    private static final Map<String, String> SETTINGS = Map.of(
            "LLM_TIMEOUT", "600",
            "LLM_FIRST_TOKEN_TIMEOUT", "60",
            "EMBEDDING_PROVIDER", "none",
            "ELASTICSEARCH_PORT", "1");

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and a model that writes Markdown");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            MarkdownModel model = running.add(new MarkdownModel());
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.putAll(model.environment());
            Service.Node node = running.add(
                    Service.install(workspace, engines, "page", settings).start(HEAP));
            String address = "http://localhost:" + node.port();
            List<Double> page = new ArrayList<>();
            List<Double> bare = new ArrayList<>();
            List<Double> kilobytes = new ArrayList<>();
            for (int round = 0; round <= extent.rounds(); round++) {
                progress.say("first view " + round);
                try (MeasuredBrowser browser = new MeasuredBrowser()) {
                    double empty = browser.open(model.bare());
                    double painted = browser.open(address + "/login");
                    if (round > 0) { // the service has to load its files once
                        bare.add(empty);
                        page.add(painted);
                        kilobytes.add(browser.kilobytes());
                    }
                }
            }
            List<Double> cores = new ArrayList<>();
            List<Double> frames = new ArrayList<>();
            long characters = 0;
            for (int round = 0; round < extent.rounds(); round++) {
                progress.say("answer " + round);
                try (MeasuredBrowser browser = new MeasuredBrowser()) {
                    browser.register(address, "reader-" + round + "@example.com");
                    double before = browser.seconds();
                    long begun = System.nanoTime();
                    browser.ask(TOKENS + " tokens at " + PER_SECOND + " a second");
                    cores.add((browser.seconds() - before) / ((System.nanoTime() - begun) / 1e9));
                    frames.add(browser.longestFrame());
                    characters = browser.characters();
                }
            }
            return report(Spread.of(page), Spread.of(bare), Spread.of(kilobytes), Spread.of(cores), Spread.of(frames))
                    .note("The answer has " + characters + " characters: headings, formulas, tables, code, lists.")
                    .note("The first view is that of a browser that knows nothing of the page, up to the first paint.");
        }
    }

    private static Report report(Spread page, Spread bare, Spread kilobytes, Spread cores, Spread frames) {
        Report.Table view = new Report.Table(
                "First view",
                List.of("what", "page", "bare page"),
                List.of(
                        List.of("milliseconds to the first paint", page.toString(), bare.toString()),
                        List.of("kilobytes, compressed", kilobytes.toString(), "0.1")));
        Goals goals = new Goals()
                .atMost("cores", "an answer of " + TOKENS + " tokens, " + PER_SECOND + " a second", cores, 1, 0.5)
                .atMost("milliseconds", "longest frame of it", frames, 200, 100)
                .atMost("kilobytes", "first view, compressed", kilobytes, 500, 350);
        return new Report("page")
                .table(goals.table())
                .table(view)
                .samples("cores", cores)
                .samples("frames", frames);
    }
}
