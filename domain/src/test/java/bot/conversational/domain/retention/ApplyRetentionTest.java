package bot.conversational.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.retention.ApplyRetention.Sum;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.AccountEdit;
import bot.conversational.domain.user.EditAccount;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyRetentionTest {

    private static final RetentionRule MONTH = new RetentionRule(30);

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final Checkpoints checkpoints = database.upkeep().checkpoints();
    private final ApplyRetention one = node("one");
    private final ApplyRetention other = node("other");

    private ApplyRetention node(String name) {
        return new ApplyRetention(stores.retention(), MONTH, checkpoints, UUID::randomUUID, new NodeId(name, 1));
    }

    private UserId userWith(int conversations) {
        UserId user = StoreSamples.newUser(stores);
        for (int i = 0; i < conversations; i++) {
            stores.conversations()
                    .add(new Conversation(
                            new ConversationId(UUID.randomUUID()),
                            user,
                            new ConversationSettings(
                                    Optional.empty(), Optional.empty(), Optional.empty(), false, false),
                            new ConversationProgress(0, clock.instant(), clock.instant(), 1)));
        }
        return user;
    }

    @Test
    void allUsersShouldHaveTheirTurn() {
        for (int i = 0; i < 501; i++) {
            userWith(1);
        }
        UserId many = userWith(250);
        clock.advance(Duration.ofDays(31));
        assertThat(one.wouldDelete()).isEqualTo(new Sum(502, 751, 0));
        assertThat(one.deleted()).isZero();

        while (one.runOnce()) {
            Thread.onSpinWait();
        }

        assertThat(one.deleted()).isEqualTo(751);
        assertThat(database.conversations(many)).isEmpty();
        assertThat(one.wouldDelete()).isEqualTo(new Sum(0, 0, 0));
    }

    @Test
    void oneNodeShouldWorkAndAnotherGoOnWhereItDied() {
        for (int i = 0; i < 501; i++) {
            userWith(1);
        }
        clock.advance(Duration.ofDays(31));
        assertThat(one.runOnce()).isTrue();
        assertThat(one.deleted()).isEqualTo(500);
        assertThat(other.runOnce()).isFalse();
        assertThat(other.deleted()).isZero();

        clock.advance(Duration.ofMinutes(3));
        assertThat(other.runOnce()).isFalse();

        assertThat(other.deleted()).isEqualTo(1);
    }

    @Test
    void commandShouldDeleteAllNow() {
        userWith(2);
        userWith(3);
        clock.advance(Duration.ofDays(31));

        assertThat(one.deleteAll()).isEqualTo(new Sum(2, 5, 0));
        assertThat(one.deleteAll()).isEqualTo(new Sum(0, 0, 0));
        assertThat(database.receipts).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "0, 3650, true", "0, 3651, false", "0, 0, false", "30, 30, true", "30, 31, false"})
    void userShouldChooseAtMostTheServicesDays(int service, int own, boolean allowed) {
        EditAccount edit = new EditAccount(stores.users(), new RetentionRule(service));
        UserId user = userWith(0);
        if (allowed) {
            assertThat(edit.edit(user, AccountEdit.ofRetention(Optional.of(own)))
                            .retentionDays())
                    .contains(own);
            assertThat(edit.edit(user, AccountEdit.ofRetention(Optional.empty()))
                            .retentionDays())
                    .isEmpty();
        } else {
            assertThatThrownBy(() -> edit.edit(user, AccountEdit.ofRetention(Optional.of(own))))
                    .isInstanceOf(DomainException.Invalid.class);
        }
    }
}
