package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.TokenBucket;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import bot.conversational.domain.session.admission.SessionGateContract;
import bot.conversational.domain.session.admission.SessionGateKeyContract;
import bot.conversational.domain.session.admission.SessionGateLimitContract;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
class RedisSessionGateIT implements SessionGateContract, SessionGateLimitContract, SessionGateKeyContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("sessions", PROBE.settings());

    private final SessionGate gate = gate(LIFE);
    private final Login login = Login.now();
    private final String bucketsKey = RedisKeys.buckets(login.token().user());
    private final String sessionKey =
            RedisKeys.session(login.token().user(), login.token().digest());

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public SessionGate gate(SessionLife life) {
        return new RedisSessionGate(SERVER, life);
    }

    @Override
    public Outage outage() {
        return PROBE.freeze();
    }

    @Test
    void everyMethodShouldTakeOneRoundTrip() {
        gate.remember(login.session());
        gate.admit(login.token(), LIMIT);
        gate.forget(Login.now().session().user(), "nobody's"); // connected, and the scripts are there
        assertThat(PROBE.roundTrips(() -> gate.admit(login.token(), LIMIT))).isEqualTo(1);
        assertThat(PROBE.roundTrips(() -> gate.admit(Login.now().token(), LIMIT)))
                .isEqualTo(1);
        assertThat(PROBE.roundTrips(() -> gate.remember(login.session()))).isEqualTo(1);
        assertThat(PROBE.roundTrips(() ->
                        gate.forget(login.session().user(), login.session().digest())))
                .isEqualTo(1);
    }

    @Test
    void sessionShouldTakeLessThan350Bytes() {
        gate.remember(login.session());
        gate.admit(login.token(), LIMIT);
        assertThat(PROBE.redis().memoryUsage(sessionKey)).isLessThan(350);
        gate.forget(login.session().user(), login.session().digest());
        assertThat(PROBE.redis().memoryUsage(sessionKey)).isLessThan(350);
    }

    @Test
    void everyKeyShouldEndByItself() {
        gate.remember(login.session());
        assertThat(PROBE.redis().pttl(sessionKey)).isBetween(1L, LIFE.idle().toMillis());
        gate.admit(login.token(), LIMIT);
        assertThat(PROBE.redis().pttl(sessionKey)).isBetween(1L, LIFE.idle().toMillis());
        assertThat(PROBE.redis().hpttl(bucketsKey, LIMIT.name()))
                .singleElement(as(LONG))
                .isBetween(1L, 1000L);
        gate.forget(login.session().user(), login.session().digest());
        assertThat(PROBE.redis().pttl(sessionKey)).isBetween(1L, LIFE.idle().toMillis());
    }

    @Test
    void admitShouldStartTheIdleTimeAnewInTheStore() {
        gate.remember(login.session());
        PROBE.redis().pexpire(sessionKey, 60_000);
        gate.admit(login.token(), LIMIT);
        assertThat(PROBE.redis().pttl(sessionKey)).isGreaterThan(1_700_000);
    }

    @Test
    void rememberShouldNotOutliveTheEndOfTheSession() {
        Login ending =
                Login.of(login.session().user(), Instant.now().minus(LIFE.max()).plusSeconds(60));
        gate.remember(ending.session());
        gate.admit(ending.token(), LIMIT);
        assertThat(PROBE.redis()
                        .pttl(RedisKeys.session(
                                ending.session().user(), ending.session().digest())))
                .isBetween(1L, 60_000L);
    }

    /** The script's sum is the domain's, to the last bit, for any limit and any fill. */
    @Test
    void admitShouldDoTheSameSumAsTheDomain() {
        Random random = new Random(42);
        gate.remember(login.session());
        for (int i = 0; i < 300; i++) {
            RateLimit limit = new RateLimit(LimitPolicy.API, 1 + random.nextInt(1000), 1 + random.nextInt(20));
            TokenBucket before = new TokenBucket(
                    random.nextDouble() * limit.burst(),
                    Instant.ofEpochMilli(System.currentTimeMillis() - random.nextInt(90_000)));
            PROBE.redis().hset(bucketsKey, limit.name(), written(before));
            Admission.Known known = (Admission.Known) gate.admit(login.token(), limit);
            String after = PROBE.redis().hget(bucketsKey, limit.name());
            Instant at = Instant.ofEpochMilli(Long.parseLong(after.substring(after.indexOf('|') + 1)));
            TokenBucket.Taken expected = before.take(limit, at);
            assertThat(known.decision()).isEqualTo(expected.decision());
            assertThat(Double.parseDouble(after.substring(0, after.indexOf('|'))))
                    .isEqualTo(expected.bucket().tokens());
        }
    }

    @Test
    void admitShouldRefillNothingWhenTheServersClockWentBack() {
        gate.remember(login.session());
        Instant ahead = Instant.ofEpochMilli(System.currentTimeMillis() + 3_600_000);
        PROBE.redis().hset(bucketsKey, LIMIT.name(), written(new TokenBucket(0.5, ahead)));
        assertThat(((Admission.Known) gate.admit(login.token(), LIMIT)).decision())
                .isEqualTo(new RateLimitDecision.Refused(LIMIT, Duration.ofMillis(500), Duration.ofMillis(9500)));
        assertThat(PROBE.redis().hget(bucketsKey, LIMIT.name())).isEqualTo("0.5|" + ahead.toEpochMilli());
    }

    @Test
    void admitShouldNotKnowWhatItCannotRead() {
        PROBE.set(sessionKey, "{\"session\": 1}");
        assertThat(gate.admit(login.token(), LIMIT)).isEqualTo(new Admission.Unknown());
    }

    @Test
    void admitShouldWorkWhenTheServerLostItsScripts() {
        gate.remember(login.session());
        PROBE.redis().scriptFlush();
        assertThat(gate.admit(login.token(), LIMIT)).isInstanceOf(Admission.Known.class);
        assertThat(PROBE.roundTrips(() -> gate.admit(login.token(), LIMIT))).isEqualTo(1);
    }

    private static String written(TokenBucket bucket) {
        return String.format(Locale.ROOT, "%s|%d", bucket.tokens(), bucket.at().toEpochMilli());
    }
}
