package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.service.faults.RollingUpgrade.EndingSignal;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An upgrade as {@code docs/upgrades.md} has it: two nodes of the previous release, the migrations of this one, then one
 * node after the other, while users talk, listen to streams and read, and never try a call again. Prints what was seen.
 */
@Tag("alone")
class UpgradeIT {

    private static final int USERS = 8;

    /** Between the steps. */
    private static final int CALLS = Integer.getInteger("scale.calls", 60);

    /** Without the time of the answer itself: three seconds, where nothing else runs. */
    private static final Duration SLOWEST = Duration.ofSeconds(Integer.getInteger("scale.slowest", 12));

    @Test
    void usersShouldNotNoticeAnUpgrade() throws Exception {
        try (RollingUpgrade upgrade = new RollingUpgrade(USERS)) {
            upgrade.awaitCalls(CALLS);
            upgrade.migrate();
            upgrade.awaitCalls(CALLS);
            upgrade.roll(0);
            upgrade.awaitCalls(CALLS);
            upgrade.roll(1);
            upgrade.awaitCalls(CALLS);
            ProxiedUsers users = upgrade.end();
            System.out.printf("upgrade: %s%n", users);
            assertThat(users.failures()).isEmpty();
            assertThat(users.slowest()).isLessThan(SLOWEST);
        }
    }

    /** A node that dies breaks the streams that it has; whatever was acknowledged is kept, and the roll goes on. */
    @ParameterizedTest
    @EnumSource
    void rollShouldGoOnWhenANodeEndsInAnyOfItsPhases(EndingSignal signal) throws Exception {
        assumeTrue(CALLS > 60, "a roll with an end in each phase takes minutes: it runs with -Pscale only");
        try (RollingUpgrade upgrade = new RollingUpgrade(USERS)) {
            endEachNode(upgrade, signal);
            upgrade.migrate();
            endEachNode(upgrade, signal);
            upgrade.roll(0);
            endEachNode(upgrade, signal);
            upgrade.roll(1);
            endEachNode(upgrade, signal);
            ProxiedUsers users = upgrade.end();
            System.out.printf("upgrade with SIG%s in each phase: %s%n", signal, users);
            if (signal == EndingSignal.TERM) {
                assertThat(users.failures()).isEmpty();
                assertThat(users.slowest()).isLessThan(SLOWEST);
            }
        }
    }

    private static void endEachNode(RollingUpgrade upgrade, EndingSignal signal) {
        for (int node = 0; node < 2; node++) {
            upgrade.awaitCallsThatSucceed(CALLS / 2);
            upgrade.endAndRestart(node, signal);
        }
        upgrade.awaitCallsThatSucceed(CALLS / 2);
    }
}
