package bot.conversational.application.cli;

import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.evaluation.Document;
import bot.conversational.domain.search.evaluation.EvaluateSearch;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/**
 * One collection, loaded and asked in several ways, with progress.
 *
 * @param ways the searches that are measured, by their names
 */
record Evaluation(EvaluateSearch collection, Map<String, MessageSearch> ways) {

    private static final int BATCH = 500;

    /** The index counts hits up to here. */
    private static final long COUNTED = 10_000;

    /** Of one query, half a second apart. */
    private static final int ATTEMPTS = 40;

    void load(List<Document> documents) throws InterruptedException {
        try (ProgressBar bar = Progress.of("load", "documents", documents.size())) {
            for (int from = 0; from < documents.size(); from += BATCH) {
                List<Document> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
                collection.add(batch);
                bar.stepBy(batch.size());
            }
        }
        while (insistently(collection::findable) < Math.min(COUNTED, documents.size())) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        // Beyond the measured depth; the last ones take another refresh of the index.
        TimeUnit.SECONDS.sleep(documents.size() < COUNTED ? 0 : 2);
    }

    /** What each way finds for each of the questions, in their order. */
    Map<String, List<List<Document>>> ask(List<String> questions) throws InterruptedException {
        Map<String, List<List<Document>>> found = new LinkedHashMap<>();
        try (ProgressBar bar = Progress.of("ask", "queries", questions.size())) {
            for (String question : questions) {
                for (var way : ways.entrySet()) {
                    found.computeIfAbsent(way.getKey(), first -> new ArrayList<>())
                            .add(insistently(() -> collection.found(way.getValue(), question)));
                }
                bar.step();
            }
        }
        return found;
    }

    /** Waits for a model that is loaded in the background. */
    static void await(EmbeddingModel model) throws InterruptedException {
        insistently(() -> model.query("anything"));
    }

    /** Asks again when a part of the search is late: a node would leave it out, which must not be measured. */
    private static <T> T insistently(Supplier<T> search) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return search.get();
            } catch (DomainException.Unavailable late) {
                if (attempt == ATTEMPTS) {
                    throw late;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }
}
