package bot.conversational.adapters.elasticsearch.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ElasticsearchUserDataEraserIT {

    private static final ElasticsearchFixture FIXTURE = new ElasticsearchFixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void removeAllShouldRemoveEveryDocumentOfTheUserFromEveryVersion() throws IOException {
        MessageIndexSchema schema = FIXTURE.schema("traces");
        FIXTURE.index(schema);
        IndexVersions versions = FIXTURE.versions(schema);
        String next = versions.begin(new DatabaseVersion(UUID.randomUUID(), 1));
        ElasticsearchUserDataEraser traces = new ElasticsearchUserDataEraser(FIXTURE.client(), schema);
        List<MessageDocument> own = documents(3);
        List<MessageDocument> others = documents(2);
        List<IndexEntry> entries = Stream.concat(own.stream(), others.stream())
                .<IndexEntry>map(IndexEntry.Put::new)
                .toList();
        versions.written().forEach(index -> index.write(entries));

        assertThat(traces.removeAll(own.getFirst().user())).isTrue();
        assertThat(traces.removeAll(own.getFirst().user()))
                .as("nothing is left")
                .isFalse();

        versions.publish(next);
        assertThat(FIXTURE.client()
                        .count(it -> it.index(schema.alias()).query(query -> query.exists(has -> has.field("userId"))))
                        .count())
                .isEqualTo(2);
    }

    private static List<MessageDocument> documents(int count) {
        UserId user = new UserId(UUID.randomUUID());
        return Stream.generate(() -> DocumentBuilder.of(user)
                        .id(new MessageId(UUID.randomUUID()))
                        .build())
                .limit(count)
                .toList();
    }
}
