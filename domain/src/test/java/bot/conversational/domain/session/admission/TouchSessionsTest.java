package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.admission.SessionGateContract.Login;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TouchSessionsTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final TouchSessions touches =
            new TouchSessions(stores.sessions(), stores.keys().users());
    private final Instant later = clock.instant().plusSeconds(60);

    private Session opened() {
        Login login = Login.of(StoreSamples.newUser(stores), clock.instant());
        stores.sessions().open(login.session(), StoreSamples.HASH, StoreSamples.entry());
        return login.session();
    }

    private Instant lastSeen(Session session) {
        return stores.sessions()
                .find(session.user(), session.digest(), clock.instant())
                .orElseThrow()
                .lastSeenAt();
    }

    private void due(Session session, Instant at) {
        touches.due(session.caller(), at);
    }

    @Test
    void runOnceShouldWriteTheLastTimeOfEachSession() {
        List<Session> sessions = Stream.generate(this::opened).limit(3).toList();
        sessions.forEach(session -> due(session, later.minusSeconds(1)));
        sessions.forEach(session -> due(session, later));

        assertThat(touches.runOnce()).isFalse();

        assertThat(sessions).allSatisfy(session -> assertThat(lastSeen(session)).isEqualTo(later));
    }

    @Test
    void whatIsDueShouldStaySoWhileTheStoreIsAway() {
        Session session = opened();
        due(session, later);
        try (Outage outage = database.outage()) {
            assertThatThrownBy(touches::runOnce).isInstanceOf(DomainException.Unavailable.class);
        }
        assertThat(lastSeen(session)).isBefore(later);

        touches.runOnce();

        assertThat(lastSeen(session)).isEqualTo(later);
    }

    @Test
    void runOnceShouldSayWhetherThereIsMore() {
        Stream.generate(this::opened).limit(1_500).forEach(session -> due(session, later));

        assertThat(touches.runOnce()).isTrue();
        assertThat(touches.runOnce()).isFalse();
    }
}
