package bot.conversational.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitPolicyTest {

    @Test
    void nodeAloneShouldAllowItsShareOfCallsAndNeverNothing() {
        for (LimitPolicy policy : new LimitPolicy[] {LimitPolicy.CHAT, LimitPolicy.API}) {
            assertThat(new RateLimit(policy, 60, 10).alone(3)).isEqualTo(new RateLimit(policy, 20, 3));
            assertThat(new RateLimit(policy, 2, 1).alone(3)).isEqualTo(new RateLimit(policy, 1, 1));
        }
    }

    @Test
    void nodeAloneShouldAllowAllFailuresOfLogInsSoThatAnOutageLocksNobodyOut() {
        assertThat(LimitPolicy.LOG_IN.alone(10, 3)).isEqualTo(10);
    }
}
