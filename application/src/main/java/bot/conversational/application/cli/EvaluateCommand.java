package bot.conversational.application.cli;

import bot.conversational.application.cli.collection.JudgedCollection;
import bot.conversational.application.cli.collection.KnownItems;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import bot.conversational.domain.indexing.maintenance.WatchIndex.Concern;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.evaluation.Document;
import bot.conversational.domain.search.evaluation.DocumentVectors;
import bot.conversational.domain.search.evaluation.EvaluateSearch;
import bot.conversational.domain.search.evaluation.EvaluatedSearch;
import bot.conversational.domain.search.evaluation.OneModel;
import bot.conversational.domain.search.evaluation.Relevance;
import bot.conversational.domain.search.evaluation.Relevance.Judged;
import bot.conversational.domain.search.evaluation.RememberedWords;
import bot.conversational.domain.search.meaning.AskedModels;
import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.search.meaning.CalibratedModels;
import bot.conversational.domain.search.meaning.HybridMessageSearch;
import bot.conversational.domain.search.meaning.SemanticMessageSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code evaluate config.yml COLLECTION}: measures the search on a judged collection, or on known items. */
public final class EvaluateCommand extends ServiceCommand<EvaluateCommand.Used> {

    /**
     * What the command uses.
     *
     * @param models absent where nothing is embedded
     */
    public record Used(
            WatchIndex watch,
            IndexVersions versions,
            EvaluatedSearch keyword,
            IdSource ids,
            Executor threads,
            Optional<CalibratedModels> models) {}

    private static final String KEYWORD = "keyword";
    private static final String SEMANTIC = "semantic";
    private static final String HYBRID = "hybrid";
    private static final String ALL = "all";

    /** How much a query has of the message's own words. */
    private static final List<String> REGIMES = List.of("paraphrase", "and one word", "and two words");

    public EvaluateCommand() {
        super("evaluate", "Measures the search on documents, queries and judgements, or on known items", Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("collection")
                .metavar("COLLECTION")
                .help("a folder with corpus.jsonl, queries.jsonl and qrels.tsv; with --known-items a file of "
                        + "conversations as import reads them");
        parser.addArgument("--known-items")
                .dest("items")
                .metavar("FILE")
                .nargs("+")
                .setDefault(List.of())
                .help(
                        "files, measured one by one: one message that is looked for a line: query, conversation, message (its number, from 0), lang");
        parser.addArgument("--lang").help("measures the known items of this language only");
        parser.addArgument("--mode")
                .choices(KEYWORD, SEMANTIC, HYBRID, ALL)
                .setDefault(ALL)
                .help("what to measure; all that this configuration has unless it is said");
        parser.addArgument("--word-weight")
                .dest("weights")
                .metavar("W")
                .nargs("+")
                .type(Double.class)
                .setDefault(List.of())
                .action(Arguments.store())
                .help("measures hybrid with these weights of words, too: to fit another model");
    }

    @Override
    void run(Namespace arguments, Used use) throws IOException, InterruptedException {
        Path collection = Path.of(arguments.getString("collection"));
        List<Path> items =
                arguments.<String>getList("items").stream().map(Path::of).toList();
        Optional<KnownItems> known = items.isEmpty()
                ? Optional.empty()
                : Optional.of(KnownItems.read(items, collection, Optional.ofNullable(arguments.getString("lang"))));
        Optional<JudgedCollection> judged =
                known.isPresent() ? Optional.empty() : Optional.of(JudgedCollection.read(collection));
        awaitIndex(use.watch());
        String mode = arguments.getString("mode");
        boolean embedding = use.models().isPresent() && !mode.equals(KEYWORD);
        if (!embedding && !mode.equals(KEYWORD) && !mode.equals(ALL)) {
            throw new DomainException.Conflict("Nothing is embedded here: EMBEDDING_PROVIDER is none.");
        }
        Optional<DocumentVectors> vectors = embedding
                ? use.models().map(it -> new DocumentVectors(it.wanted().model()))
                : Optional.empty();
        if (embedding) {
            Evaluation.await(use.models().orElseThrow().wanted().model());
        }
        try (EvaluateSearch evaluated = new EvaluateSearch(
                use.versions().written().getFirst(), use.keyword().index(), vectors, use.ids())) {
            Evaluation evaluation = new Evaluation(evaluated, ways(mode, use, vectors, arguments.getList("weights")));
            if (known.isPresent()) {
                measure(known.get(), evaluation);
            } else {
                measure(judged.orElseThrow(), evaluation);
            }
            vectors.ifPresent(
                    it -> say("unrelated messages have a cosine of %.3f on average".formatted(it.unrelated())));
        }
    }

    /** Where no node has run yet there is no index: this makes it as a node would, or waits for the node that does. */
    private static void awaitIndex(WatchIndex keeping) throws InterruptedException {
        while (keeping.runOnce().concern().equals(Optional.of(Concern.NO_INDEX))) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static Map<String, MessageSearch> ways(
            String mode, Used use, Optional<DocumentVectors> vectors, List<Double> weights) {
        Map<String, MessageSearch> ways = new LinkedHashMap<>();
        MessageSearch keyword = use.keyword().index();
        ways.put(KEYWORD, keyword);
        vectors.ifPresent(documents -> {
            CalibratedModel model = use.models().orElseThrow().wanted();
            ways.put(SEMANTIC, new SemanticMessageSearch(asked(model, documents), documents));
            Function<Double, MessageSearch> hybrid = weight -> new HybridMessageSearch(
                    keyword, documents, asked(model.withWordWeight(weight), documents), use.threads());
            ways.put(HYBRID, hybrid.apply(model.calibration().wordWeight()));
            weights.forEach(weight -> ways.put(HYBRID + " " + weight, hybrid.apply(weight)));
        });
        ways.keySet().removeIf(way -> !mode.equals(ALL) && !way.startsWith(mode));
        return ways;
    }

    private static AskedModels asked(CalibratedModel model, DocumentVectors documents) {
        return new AskedModels(new OneModel(model), documents);
    }

    private void measure(JudgedCollection collection, Evaluation evaluation) throws InterruptedException {
        evaluation.load(collection.documents());
        List<String> asked = collection.judgements().keySet().stream()
                .filter(query -> !collection.queries().getOrDefault(query, "").isBlank())
                .toList();
        Map<String, List<List<Document>>> found =
                evaluation.ask(asked.stream().map(collection.queries()::get).toList());
        found.forEach((way, answers) -> {
            Relevance relevance = relevance(
                    answers, Document::id, query -> collection.judgements().getOrDefault(asked.get(query), Map.of()));
            say("%-12s nDCG@10 %.4f  Recall@100 %.4f  MRR %.4f  Success@3 %.4f  (%d queries, %d documents)"
                    .formatted(
                            way,
                            relevance.ndcg10(),
                            relevance.recall100(),
                            relevance.mrr(),
                            relevance.success3(),
                            relevance.queries(),
                            collection.documents().size()));
        });
    }

    private void measure(KnownItems known, Evaluation evaluation) throws InterruptedException {
        evaluation.load(known.documents());
        RememberedWords remembered = new RememberedWords(known.documents());
        for (var file : known.items().entrySet()) {
            List<KnownItems.Item> items = file.getValue();
            List<Map<String, List<List<Document>>>> found = new ArrayList<>();
            for (int words = 0; words < REGIMES.size(); words++) {
                int count = words;
                found.add(evaluation.ask(items.stream()
                        .map(item -> Stream.concat(
                                        Stream.of(item.query()), remembered.of(item.wanted(), count).stream())
                                .reduce((all, word) -> all + " " + word)
                                .orElseThrow())
                        .toList()));
            }
            say("%s: %d known items among %d messages: Success@3 / MRR / nDCG@10"
                    .formatted(
                            file.getKey().getFileName(),
                            items.size(),
                            known.documents().size()));
            tell("by message", found, items, Document::id);
            tell("by conversation", found, items, Document::conversation);
        }
    }

    /** A table: how much of the words is remembered by how it is searched. */
    private void tell(
            String heading,
            List<Map<String, List<List<Document>>>> found,
            List<KnownItems.Item> items,
            Function<Document, String> unit) {
        StringBuilder head = new StringBuilder("%-16s".formatted(heading));
        found.getFirst().keySet().forEach(way -> head.append("  %-21s".formatted(way)));
        say(head.toString().stripTrailing());
        for (int regime = 0; regime < REGIMES.size(); regime++) {
            StringBuilder line = new StringBuilder("%-16s".formatted(REGIMES.get(regime)));
            found.get(regime).forEach((way, answers) -> {
                Relevance relevance = relevance(
                        answers, unit, item -> Map.of(unit.apply(items.get(item).wanted()), 1));
                line.append(
                        "  %.3f / %.3f / %.3f".formatted(relevance.success3(), relevance.mrr(), relevance.ndcg10()));
            });
            say(line.toString());
        }
    }

    /** Of answers to questions by their numbers; what is found twice counts where it is found first. */
    private static Relevance relevance(
            List<List<Document>> answers,
            Function<Document, String> unit,
            Function<Integer, Map<String, Integer>> judgements) {
        return Relevance.of(IntStream.range(0, answers.size())
                .mapToObj(it ->
                        new Judged(answers.get(it).stream().map(unit).distinct().toList(), judgements.apply(it)))
                .toList());
    }
}
