package bot.conversational.adapters.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.elasticsearch.ScriptedElasticsearch.Answer;
import bot.conversational.domain.search.DocumentBuilder;
import bot.conversational.domain.search.IndexEntry;
import bot.conversational.domain.search.MessageDocument;
import bot.conversational.domain.search.MessageIndex;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of bulks that succeed as a whole and fail in parts, and of those that are refused. */
class BulkOutcomesTest {

    private static final Answer NO_TOMBSTONES = new Answer(200, "{\"docs\": []}");

    private final UserId user = new UserId(UUID.randomUUID());
    private final MessageDocument one =
            DocumentBuilder.of(user).saying("private one").build();
    private final MessageDocument two =
            DocumentBuilder.of(user).saying("private two").build();

    private static String item(int status, String error) {
        return """
                {"index": {"_index": "i", "_id": "x", "status": %d%s}}""".formatted(
                        status,
                        error.isEmpty()
                                ? ", \"_version\": 1, \"result\": \"created\""
                                : ", \"error\": {\"type\": \"" + error + "\", \"reason\": \"private one\"}");
    }

    private static Answer bulk(String... items) {
        return new Answer(200, "{\"took\": 1, \"errors\": true, \"items\": [%s]}".formatted(String.join(",", items)));
    }

    private List<MessageIndex.Rejection> write(Answer... script) {
        try (ScriptedElasticsearch server = new ScriptedElasticsearch(List.of(script));
                ElasticsearchClients clients = new ElasticsearchClients("127.0.0.1", server.port())) {
            return new ElasticsearchMessageIndex(clients.writing(), "scripted", new GuardedCalls("scripted"))
                    .write(Stream.of(one, two)
                            .map(it -> (IndexEntry) new IndexEntry.Put(it))
                            .toList());
        }
    }

    @Test
    void writeShouldTakeAConflictOfVersionsForDone() {
        assertThat(write(bulk(item(201, ""), item(409, "version_conflict_engine_exception")), NO_TOMBSTONES))
                .isEmpty();
    }

    @Test
    void writeShouldRefuseOnlyWhatCanNeverSucceedAndTellNoText() {
        assertThat(write(bulk(item(400, "document_parsing_exception"), item(201, "")), NO_TOMBSTONES))
                .containsExactly(new MessageIndex.Rejection(one, "document_parsing_exception"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, es_rejected_execution_exception",
        "403, cluster_block_exception",
        "503, unavailable_shards_exception",
        "500, something_new"
    })
    void writeShouldBeUnavailableWhenAPartMaySucceedLater(int status, String error) {
        Answer partly = bulk(item(201, ""), item(status, error));

        assertThatThrownBy(() -> write(partly))
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageContaining(error)
                .hasMessageNotContaining("private");
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void writeShouldBeUnavailableWhenAllIsRefused(int status) {
        Answer refusal = new Answer(
                status,
                "{\"error\": {\"type\": \"es_rejected_execution_exception\", \"reason\": \"private\"}, \"status\": %d}"
                        .formatted(status));

        assertThatThrownBy(() -> write(refusal))
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageNotContaining("private");
    }
}
