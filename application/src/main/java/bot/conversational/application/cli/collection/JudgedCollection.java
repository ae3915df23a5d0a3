package bot.conversational.application.cli.collection;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.evaluation.Document;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A collection that people judged: {@code corpus.jsonl {id, title, text}}, {@code queries.jsonl {id, text}}, {@code
 * qrels.tsv (query, document, grade)} with or without a line of headings.
 *
 * @param documents title and text, a conversation each
 * @param queries texts by id
 * @param judgements by query, the grades of documents
 */
public record JudgedCollection(
        List<Document> documents, Map<String, String> queries, Map<String, Map<String, Integer>> judgements) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static JudgedCollection read(Path folder) throws IOException {
        Map<String, String> documents = new LinkedHashMap<>();
        texts(folder.resolve("corpus.jsonl"), documents);
        Map<String, String> queries = new LinkedHashMap<>();
        texts(folder.resolve("queries.jsonl"), queries);
        Map<String, Map<String, Integer>> judgements = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(folder.resolve("qrels.tsv"))) {
            lines.map(line -> line.split("\t"))
                    .filter(JudgedCollection::isJudgement)
                    .forEach(judgement -> judgements
                            .computeIfAbsent(judgement[0], query -> new HashMap<>())
                            .put(judgement[1], Integer.valueOf(judgement[2].strip())));
        }
        return new JudgedCollection(
                documents.entrySet().stream()
                        .map(it -> new Document(it.getKey(), it.getKey(), MessageRole.USER, it.getValue()))
                        .toList(),
                queries,
                judgements);
    }

    private static boolean isJudgement(String[] columns) {
        return columns.length >= 3 && columns[2].strip().matches("-?\\d+");
    }

    private static void texts(Path file, Map<String, String> texts) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> {
                JsonNode read = parse(line);
                String id = read.has("id")
                        ? read.get("id").asText()
                        : read.path("_id").asText();
                texts.put(
                        id,
                        (read.path("title").asText("") + "\n"
                                        + read.path("text").asText(""))
                                .strip());
            });
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
