package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.cluster.WrittenPositionsContract;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisWrittenPositionsIT implements WrittenPositionsContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("sessions", PROBE.settings());

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public WrittenPositions node() {
        return new RedisWrittenPositions(SERVER);
    }

    @Override
    public Outage outage() {
        return PROBE.freeze();
    }

    /** The mark alone: the server has other tests' keys. */
    @Override
    public void lose() {
        PROBE.redis().del(RedisKeys.writtenMark());
    }

    @Test
    void placeShouldEndByItselfAndStayWhileTheUserWrites() {
        UserId user = ChatSamples.user();
        long life = WrittenPositions.REMEMBERED.toMillis();
        node().note(Set.of(user), LATE);
        assertThat(PROBE.redis().pttl(RedisKeys.written(user))).isBetween(life / 2, life);
        PROBE.redis().pexpire(RedisKeys.written(user), life / 4);
        node().note(Set.of(user), EARLY);
        assertThat(PROBE.redis().pttl(RedisKeys.written(user))).isBetween(life / 2, life);
    }
}
