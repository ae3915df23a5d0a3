package bot.conversational.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.chat.generation.KeyTokenBudget;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of keys when their account changes, and what they may spend. */
public interface KeysOfAccountsContract extends KeptKeys {

    private void suspend(UserId user) {
        stores().administration().users().edit(user, SUSPENSION, action -> StoreSamples.entry(action, user));
    }

    @Test
    default void tokensOfAKeyShouldNeverPassItsLimit() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        ApiKeyId id = added(user).key().id();
        ApiKeyId another = added(user).key().id();
        KeyTokenBudget budget = stores().keys().budget();
        LocalDate day = LocalDate.of(2026, 3, 1);
        List<Boolean> passed = StoreContract.atOnce(8, () -> budget.reserve(user, id, day, 30, 100));
        assertThat(Collections.frequency(passed, true)).isEqualTo(3);
        budget.settle(user, id, day, -25);
        assertThat(budget.reserve(user, id, day, 36, 100)).isFalse();
        assertThat(budget.reserve(user, id, day, 35, 100)).isTrue();
        assertThat(budget.reserve(user, id, day.plusDays(1), 100, 100)).isTrue();
        assertThat(budget.reserve(user, another, day, 101, 100)).isFalse();
        assertThat(budget.reserve(user, another, day, 100, 100)).isTrue();
        assertThat(budget.reserve(StoreSamples.newUser(stores()), another, day.plusDays(2), 1, 100))
                .as("somebody else's")
                .isFalse();
        keys().delete(user, id, KeySamples.entry(AuditAction.KEY_REVOKE));
        assertThat(budget.reserve(user, id, day.plusDays(2), 1, 100)).isFalse();
    }

    @Test
    default void otherRoleShouldHoldUnderAnotherPass() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        Pass before = pass(kept).orElseThrow();

        assertThat(stores().sessions().changeRole(user, Role.ADMIN, StoreSamples.entry()))
                .contains(List.of(before.name().value()));

        assertThat(isRevoked(before)).isTrue();
        assertThat(pass(kept)).map(pass -> pass.caller().role()).contains(Role.ADMIN);
        assertThat(pass(kept)).map(Pass::name).isNotEqualTo(Optional.of(before.name()));
    }

    @Test
    default void suspensionShouldDeleteKeysForGood() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        Kept stranger = added(StoreSamples.newUser(stores()));
        Pass pass = pass(kept).orElseThrow();

        suspend(user);

        assertThat(pass(kept)).isEmpty();
        assertThat(isRevoked(pass)).isTrue();
        assertThat(pass(stranger)).isPresent();
        stores().administration()
                .users()
                .edit(
                        user,
                        new UserEdit(Optional.empty(), Optional.of(AccountState.ACTIVE), Optional.empty()),
                        action -> StoreSamples.entry(action, user));
        assertThat(keys().list(user)).isEmpty();
    }

    @Test
    default void erasureShouldDeleteKeysAtOnce() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        Pass pass = pass(kept).orElseThrow();

        assertThat(stores().erasures().begin(user, StoreSamples.HASH, StoreSamples.entry()))
                .contains(List.of(pass.name().value()));

        assertThat(pass(kept)).isEmpty();
        assertThat(keys().list(user)).isEmpty();
        assertThat(isRevoked(pass)).isTrue();
    }
}
