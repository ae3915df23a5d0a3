package bot.conversational.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.analytics.UsageQuery.Interval;
import bot.conversational.domain.analytics.UsageReport.Figures;
import bot.conversational.domain.analytics.UsageReport.Latency;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link UsageStatistics} does, filled through the {@link MessageIndex} that it adds up. What is asked for
 * everybody has a year of its own in each test: others may be filling the same index.
 */
public interface UsageStatisticsContract {

    Figures NOTHING = new Figures(0, 0, 0, 0, 0, Optional.empty(), 0);

    /** What fills the index, prepared. */
    MessageIndex index();

    /** The statistics under test. */
    UsageStatistics statistics();

    /** Returns when everything written is counted. */
    void settle();

    /** Takes the index away until it is closed. */
    Outage outage();

    @Test
    default void ofShouldAddUpTheUsersOwnMessagesWithoutGaps() {
        UserId user = threeMessages();
        write(DocumentBuilder.of(newUser()).at("2026-03-01T12:00:00Z").put());

        UsageReport report =
                statistics().of(user, query("2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", Interval.DAY, "UTC"));

        assertThat(report.buckets())
                .extracting(it -> it.start() + " " + it.figures().messages())
                .containsExactly("2026-03-01T00:00:00Z 2", "2026-03-02T00:00:00Z 0", "2026-03-03T00:00:00Z 1");
        assertThat(report.totals()).isEqualTo(new Figures(3, 2, 36, 102, 3, Optional.of(new Latency(56, 56, 56)), 1));
        assertThat(report.models()).containsExactly(new ModelUse("small", 2), new ModelUse("large", 1));
        assertThat(report.buckets().get(1).figures()).isEqualTo(NOTHING);
    }

    @Test
    default void ofShouldCutDaysInTheZoneAndExcludeTheEnd() {
        UsageReport report = statistics()
                .of(
                        threeMessages(),
                        query("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", Interval.DAY, "Europe/Berlin"));

        assertThat(report.buckets())
                .extracting(it -> it.start() + " " + it.figures().messages())
                .containsExactly("2026-02-28T23:00:00Z 1", "2026-03-01T23:00:00Z 1", "2026-03-02T23:00:00Z 0");
    }

    @Test
    default void ofShouldBeginWeeksOnMondayAndMonthsOnTheFirst() {
        UserId user = threeMessages();

        assertThat(statistics()
                        .of(user, query("2026-02-27T00:00:00Z", "2026-03-04T00:00:00Z", Interval.WEEK, "UTC"))
                        .buckets())
                .extracting(it -> it.start() + " " + it.figures().messages())
                .containsExactly("2026-02-23T00:00:00Z 2", "2026-03-02T00:00:00Z 1");
        assertThat(statistics()
                        .of(user, query("2026-02-27T00:00:00Z", "2026-03-04T00:00:00Z", Interval.MONTH, "UTC"))
                        .buckets())
                .extracting(it -> it.start() + " " + it.figures().messages())
                .containsExactly("2026-02-01T00:00:00Z 0", "2026-03-01T00:00:00Z 3");
    }

    @Test
    default void ofShouldCountHoursThroughAChangeOfTheClocks() {
        UsageReport report = statistics()
                .of(newUser(), query("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z", Interval.HOUR, "Europe/Berlin"));

        assertThat(report.buckets())
                .extracting(UsageReport.Bucket::start)
                .extracting(Instant::toString)
                .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
        assertThat(report.totals()).isEqualTo(NOTHING);
        assertThat(report.models()).isEmpty();
    }

    @Test
    default void ofEverybodyShouldCountUsersAndModels() {
        UserId ada = newUser();
        write(
                DocumentBuilder.of(ada).at("2031-03-01T22:30:00Z").put(),
                DocumentBuilder.of(ada)
                        .at("2031-03-02T00:00:00Z")
                        .model("large")
                        .put(),
                DocumentBuilder.of(newUser()).at("2031-03-01T12:00:00Z").put());

        UsageReport report =
                statistics().ofEverybody(query("2031-02-01T00:00:00Z", "2031-04-01T00:00:00Z", Interval.MONTH, "UTC"));

        assertThat(report.totals().messages()).isEqualTo(3);
        assertThat(report.totals().activeUsers()).isEqualTo(2);
        assertThat(report.models()).containsExactly(new ModelUse("small", 2), new ModelUse("large", 1));
        assertThat(report.buckets()).hasSize(2);
    }

    @Test
    default void ofEverybodyShouldNotCountWhatIsGone() {
        UserId user = newUser();
        ConversationId gone = new ConversationId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).in(gone).at("2032-03-01T12:00:00Z").put(),
                new IndexEntry.RemoveConversation(user, gone, 2));

        assertThat(statistics()
                        .ofEverybody(query("2032-03-01T00:00:00Z", "2032-03-02T00:00:00Z", Interval.DAY, "UTC"))
                        .totals())
                .isEqualTo(NOTHING);
    }

    @Test
    default void outcomesShouldCountEverybodysAnswersByHowTheyEnded() {
        write(
                DocumentBuilder.of(newUser()).at("2033-03-01T11:59:59Z").put(),
                DocumentBuilder.of(newUser()).at("2033-03-01T12:00:00Z").put(),
                DocumentBuilder.of(newUser())
                        .at("2033-03-01T12:10:00Z")
                        .ended(MessageStatus.FAILED)
                        .put(),
                DocumentBuilder.of(newUser())
                        .at("2033-03-01T12:59:00Z")
                        .ended(MessageStatus.STOPPED)
                        .put(),
                DocumentBuilder.of(newUser())
                        .at("2033-03-01T14:10:00Z")
                        .ended(MessageStatus.INTERRUPTED)
                        .put(),
                DocumentBuilder.of(newUser())
                        .at("2033-03-01T12:10:00Z")
                        .by(MessageRole.USER)
                        .put());

        assertThat(statistics().outcomes(query("2033-03-01T12:00:00Z", "2033-03-01T15:00:00Z", Interval.HOUR, "UTC")))
                .containsExactly(
                        new AnswerOutcomes(Instant.parse("2033-03-01T12:00:00Z"), 3, 1, 0),
                        new AnswerOutcomes(Instant.parse("2033-03-01T13:00:00Z"), 0, 0, 0),
                        new AnswerOutcomes(Instant.parse("2033-03-01T14:00:00Z"), 1, 0, 1));
    }

    @Test
    default void allShouldBeUnavailableWhenTheIndexIsAway() {
        UsageQuery query = query("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", Interval.HOUR, "UTC");
        UserId user = newUser();
        try (Outage outage = outage()) {
            assertThatThrownBy(() -> statistics().of(user, query)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> statistics().ofEverybody(query)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> statistics().outcomes(query)).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    /** Two in one conversation late on the first of March and one in another on the third. */
    private UserId threeMessages() {
        UserId user = newUser();
        ConversationId talk = new ConversationId(UUID.randomUUID());
        write(
                DocumentBuilder.of(user).in(talk).at("2026-03-01T22:30:00Z").put(),
                DocumentBuilder.of(user)
                        .in(talk)
                        .at("2026-03-01T23:30:00Z")
                        .model("large")
                        .put(),
                DocumentBuilder.of(user).at("2026-03-03T00:00:00Z").put());
        return user;
    }

    private void write(IndexEntry... entries) {
        assertThat(index().write(List.of(entries))).isEmpty();
        settle();
    }

    private static UserId newUser() {
        return new UserId(UUID.randomUUID());
    }

    private static UsageQuery query(String from, String to, Interval interval, String zone) {
        return new UsageQuery(Instant.parse(from), Instant.parse(to), interval, ZoneId.of(zone));
    }
}
