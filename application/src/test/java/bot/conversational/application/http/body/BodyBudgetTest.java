package bot.conversational.application.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int MIB = 1 << 20;
    private static final ClientAddress HERE = new ClientAddress("192.0.2.1");
    private static final ClientAddress THERE = new ClientAddress("192.0.2.2");
    private static final ClientAddress PROXY = new ClientAddress("10.0.0.1", true);

    private final BodyBudget budget = new BodyBudget(32 * MIB, MIB);

    /** How many bodies there is room for. */
    private int fill(ClientAddress address, long length) {
        List<BodyBudget.Claim> claims = new ArrayList<>();
        try {
            while (true) {
                claims.add(budget.claim(address, length));
            }
        } catch (DomainException full) {
            return claims.size();
        }
    }

    @Test
    void addressShouldGetAPartAndOthersTheRest() {
        assertThat(fill(HERE, MIB)).isEqualTo(8);
        assertThatThrownBy(() -> budget.claim(HERE, MIB)).isInstanceOf(DomainException.LimitExceeded.class);
        assertThat(fill(THERE, MIB)).isEqualTo(8);
        assertThat(budget.used()).isEqualTo(16 * MIB);
    }

    @Test
    void nodeShouldBeFullForAllAtLast() {
        assertThat(fill(PROXY, MIB)).as("a proxy has no limit of its own").isEqualTo(24);
        assertThatThrownBy(() -> budget.claim(HERE, MIB)).isInstanceOf(DomainException.Unavailable.class);
        assertThat(budget.used()).isEqualTo(24 * MIB);
    }

    @Test
    void longBodiesShouldNotKeepShortOnesOut() {
        fill(HERE, MIB);
        fill(PROXY, MIB);
        budget.claim(HERE, 200).close();
        budget.claim(THERE, 200).close();
    }

    @Test
    void roomShouldBeThereAgainWhenABodyHasCome() {
        for (int i = 0; i < 1_000; i++) {
            try (BodyBudget.Claim claim = budget.claim(HERE, -1)) {
                claim.ensure(1);
                claim.ensure(MIB);
                claim.ensure(10);
                assertThat(budget.used()).isGreaterThanOrEqualTo(MIB);
            }
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void bodyOfUnknownLengthShouldBeRefusedWhenItHasGrownTooLong() {
        fill(PROXY, MIB);
        try (BodyBudget.Claim claim = budget.claim(HERE, -1)) {
            assertThatThrownBy(() -> claim.ensure(1)).isInstanceOf(DomainException.Unavailable.class);
        }
        assertThat(budget.used()).isEqualTo(24 * MIB);
    }

    @Test
    void longestBodyShouldFitIntoASmallHeap() {
        BodyBudget small = new BodyBudget(MIB, 4 * MIB);
        small.claim(HERE, 4 * MIB).close();
        try (BodyBudget.Claim claim = small.claim(HERE, -1)) {
            for (int bytes = 1; bytes <= 4 * MIB; bytes += 8_191) {
                claim.ensure(bytes);
            }
        }
        assertThat(small.used()).isZero();
    }
}
