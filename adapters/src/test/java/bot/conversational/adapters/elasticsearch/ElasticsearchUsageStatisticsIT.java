package bot.conversational.adapters.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.analytics.UsageQuery.Interval;
import bot.conversational.domain.analytics.UsageReport;
import bot.conversational.domain.analytics.UsageReport.Figures;
import bot.conversational.domain.analytics.UsageReport.Latency;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.analytics.UsageStatistics;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.search.DocumentBuilder;
import bot.conversational.domain.search.IndexEntry;
import bot.conversational.domain.search.MessageIndex;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticsearchUsageStatisticsIT {

    private static final ElasticsearchFixture SERVER = new ElasticsearchFixture();
    private static final MessageIndex INDEX = SERVER.index(SERVER.schema());
    private static final UserId ADA = new UserId(UUID.randomUUID());
    private static final UserId BOB = new UserId(UUID.randomUUID());
    private static final ConversationId TALK = new ConversationId(UUID.randomUUID());

    private final UsageStatistics statistics = SERVER.usage(SERVER.schema());

    @BeforeAll
    static void fill() {
        INDEX.write(List.of(
                DocumentBuilder.of(ADA).in(TALK).at("2026-03-01T22:30:00Z").put(),
                DocumentBuilder.of(ADA)
                        .in(TALK)
                        .at("2026-03-01T23:30:00Z")
                        .model("large")
                        .put(),
                DocumentBuilder.of(ADA).at("2026-03-03T00:00:00Z").put(),
                DocumentBuilder.of(BOB).at("2026-03-01T12:00:00Z").put(),
                new IndexEntry.RemoveConversation(BOB, new ConversationId(UUID.randomUUID()), 3)));
        SERVER.refresh();
    }

    @AfterAll
    static void close() {
        SERVER.close();
        assertThat(SERVER.warnings()).as("deprecation warnings").isEmpty();
    }

    private static UsageQuery query(String from, String to, Interval interval, String zone) {
        return new UsageQuery(Instant.parse(from), Instant.parse(to), interval, ZoneId.of(zone));
    }

    @Test
    void ofShouldAddUpTheUsersOwnMessagesWithoutGaps() {
        UsageReport report =
                statistics.of(ADA, query("2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", Interval.DAY, "UTC"));

        assertThat(report.buckets())
                .extracting(it -> it.start() + " " + it.figures().messages())
                .containsExactly("2026-03-01T00:00:00Z 2", "2026-03-02T00:00:00Z 0", "2026-03-03T00:00:00Z 1");
        assertThat(report.totals()).isEqualTo(new Figures(3, 2, 36, 102, 3, Optional.of(new Latency(56, 56, 56)), 1));
        assertThat(report.buckets().get(1).figures()).isEqualTo(new Figures(0, 0, 0, 0, 0, Optional.empty(), 0));
    }

    @Test
    void ofShouldCutDaysInTheZoneAndExcludeTheEnd() {
        UsageReport report = statistics.of(
                ADA, query("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", Interval.DAY, "Europe/Berlin"));

        assertThat(report.buckets())
                .extracting(it -> it.start() + " " + it.figures().messages())
                .containsExactly("2026-02-28T23:00:00Z 1", "2026-03-01T23:00:00Z 1", "2026-03-02T23:00:00Z 0");
    }

    @Test
    void ofEverybodyShouldCountUsersAndModels() {
        UsageReport report =
                statistics.ofEverybody(query("2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z", Interval.MONTH, "UTC"));

        assertThat(report.totals().messages()).isEqualTo(4);
        assertThat(report.totals().activeUsers()).isEqualTo(2);
        assertThat(report.models()).containsExactly(new ModelUse("small", 3), new ModelUse("large", 1));
        assertThat(report.buckets()).hasSize(2);
    }

    @Test
    void ofShouldBeUnavailableWhenTheIndexIsAway() {
        UsageQuery query = query("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", Interval.HOUR, "UTC");
        try (Outage outage = SERVER.outage()) {
            assertThatThrownBy(() -> statistics.of(ADA, query)).isInstanceOf(DomainException.Unavailable.class);
        }
    }
}
