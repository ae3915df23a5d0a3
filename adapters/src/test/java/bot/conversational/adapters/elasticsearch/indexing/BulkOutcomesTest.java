package bot.conversational.adapters.elasticsearch.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.ElasticsearchServer;
import bot.conversational.adapters.elasticsearch.client.ScriptedElasticsearch;
import bot.conversational.adapters.elasticsearch.client.ScriptedElasticsearch.Answer;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of bulks that succeed as a whole and fail in parts, and of those that are refused. */
class BulkOutcomesTest {

    private static final Answer NO_TOMBSTONES = new Answer(200, "{\"docs\": []}");
    private static final Answer NOTHING_FOUND = new Answer(200, """
            {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0}, "hits": {"hits": []}}""");

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
        return write(List.of(new IndexEntry.Put(one), new IndexEntry.Put(two)), script);
    }

    private static List<MessageIndex.Rejection> write(List<IndexEntry> entries, Answer... script) {
        try (ScriptedElasticsearch server = new ScriptedElasticsearch(List.of(script));
                ElasticsearchClients clients =
                        new ElasticsearchClients(ElasticsearchServer.plain("127.0.0.1", server.port()))) {
            return new ElasticsearchMessageIndex(clients.writing(), "scripted", new ElasticsearchGuard("scripted"))
                    .write(entries);
        }
    }

    @Test
    void writeShouldRefuseEachThatCanNeverSucceedWhenAllFail() {
        assertThat(write(
                        bulk(item(400, "document_parsing_exception"), item(400, "illegal_argument_exception")),
                        NO_TOMBSTONES))
                .containsExactly(
                        new MessageIndex.Rejection(one, "document_parsing_exception"),
                        new MessageIndex.Rejection(two, "illegal_argument_exception"));
    }

    @Test
    void writeShouldRefuseNothingForGoodWhileAPartMaySucceedLater() {
        assertThatThrownBy(() -> write(
                        bulk(item(400, "document_parsing_exception"), item(429, "es_rejected_execution_exception"))))
                .isInstanceOf(DomainException.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"429, es_rejected_execution_exception", "403, cluster_block_exception"})
    void writeShouldBeUnavailableWhenARemovalMaySucceedLater(int status, String error) {
        Answer partly = bulk(item(status, error));

        assertThatThrownBy(() -> write(
                        List.of(new IndexEntry.RemoveConversation(
                                user, one.message().conversationId(), 2)),
                        partly))
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageContaining(error);
    }

    @Test
    void writeShouldTakeARemovalForDoneWhenANewerOneIsThere() {
        assertThat(write(
                        List.of(new IndexEntry.RemoveConversation(
                                user, one.message().conversationId(), 2)),
                        bulk(item(409, "version_conflict_engine_exception")),
                        new Answer(200, "{\"_shards\": {\"total\": 1, \"successful\": 1, \"failed\": 0}}"),
                        NOTHING_FOUND,
                        NO_TOMBSTONES))
                .isEmpty();
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

    private static Answer refusal(int status, String error) {
        return new Answer(
                status,
                "{\"error\": {\"type\": \"%s\", \"reason\": \"private\"}, \"status\": %d}".formatted(error, status));
    }

    @ParameterizedTest
    @CsvSource({
        "429, es_rejected_execution_exception",
        "503, unavailable_shards_exception",
        "403, cluster_block_exception"
    })
    void writeShouldBeUnavailableWhenAllIsRefused(int status, String error) {
        assertThatThrownBy(() -> write(refusal(status, error)))
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageNotContaining("private");
    }
}
