package bot.conversational.application.cli;

import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import bot.conversational.domain.indexing.maintenance.WatchIndex.Concern;
import bot.conversational.domain.search.evaluation.EvaluateSearch;
import bot.conversational.domain.search.evaluation.EvaluatedSearch;
import bot.conversational.domain.search.evaluation.Relevance;
import bot.conversational.domain.search.evaluation.Relevance.Judged;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code evaluate config.yml DIR}: measures the search on a judged collection. */
public final class EvaluateCommand extends ServiceCommand<EvaluateCommand.Used> {

    /** What the command uses. */
    public record Used(WatchIndex watch, IndexVersions versions, EvaluatedSearch search, IdSource ids) {}

    private static final int BATCH = 500;

    /** The index counts hits up to here. */
    private static final long COUNTED = 10_000;

    /** Of one query, half a second apart. */
    private static final int ATTEMPTS = 20;

    public EvaluateCommand() {
        super("evaluate", "Measures the search on a collection of documents, queries and judgements", Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("collection").metavar("DIR").help("has corpus.jsonl, queries.jsonl and qrels.tsv");
    }

    @Override
    void run(Namespace arguments, Used use) throws IOException, InterruptedException {
        JudgedCollection collection = JudgedCollection.read(Path.of(arguments.getString("collection")));
        awaitIndex(use.watch());
        try (EvaluateSearch evaluation = new EvaluateSearch(
                use.versions().written().getFirst(), use.search().index(), use.ids())) {
            load(collection.documents(), evaluation);
            Relevance relevance = Relevance.of(ask(collection, evaluation));
            say("nDCG@10 %.4f  Recall@100 %.4f  MRR %.4f  Success@3 %.4f  (%d queries, %d documents)"
                    .formatted(
                            relevance.ndcg10(),
                            relevance.recall100(),
                            relevance.mrr(),
                            relevance.success3(),
                            relevance.queries(),
                            collection.documents().size()));
        }
    }

    /** Where no node has run yet there is no index: this makes it as a node would, or waits for the node that does. */
    private static void awaitIndex(WatchIndex keeping) throws InterruptedException {
        while (keeping.runOnce().concern().equals(Optional.of(Concern.NO_INDEX))) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void load(Map<String, String> documents, EvaluateSearch evaluation) throws InterruptedException {
        try (ProgressBar bar = Progress.of("load", "documents", documents.size())) {
            Map<String, String> batch = new HashMap<>();
            for (Map.Entry<String, String> document : documents.entrySet()) {
                batch.put(document.getKey(), document.getValue());
                if (batch.size() == BATCH) {
                    evaluation.add(batch);
                    bar.stepBy(batch.size());
                    batch.clear();
                }
            }
            evaluation.add(batch);
            bar.stepBy(batch.size());
        }
        while (insistently(evaluation::findable) < Math.min(COUNTED, documents.size())) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        // Beyond the measured depth; the last ones take another refresh of the index.
        TimeUnit.SECONDS.sleep(documents.size() < COUNTED ? 0 : 2);
    }

    /** Asks again when the index is late: a node would answer from PostgreSQL, which must not be measured. */
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

    private static List<Judged> ask(JudgedCollection collection, EvaluateSearch evaluation)
            throws InterruptedException {
        List<Judged> judged = new ArrayList<>();
        try (ProgressBar bar =
                Progress.of("ask", "queries", collection.judgements().size())) {
            for (var judgement : collection.judgements().entrySet()) {
                String text = collection.queries().get(judgement.getKey());
                if (text != null && !text.isBlank()) {
                    judged.add(new Judged(insistently(() -> evaluation.found(text)), judgement.getValue()));
                }
                bar.step();
            }
        }
        return judged;
    }
}
