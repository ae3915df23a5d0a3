package bot.conversational.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.ratelimit.ChangedLimits.Change;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ChangedLimits} keeps. */
public interface ChangedLimitsContract extends StoreContract {

    private void limit(UserId user, UserLimits limits) {
        UserEdit edit = new UserEdit(Optional.empty(), Optional.empty(), Optional.of(limits));
        assertThat(stores().administration().users().edit(user, edit, action -> StoreSamples.entry(action, user)))
                .isPresent();
    }

    private List<Change> all(Instant from) {
        List<Change> all = new ArrayList<>();
        Instant at = from;
        Optional<UserId> behind = Optional.empty();
        List<Change> page;
        do {
            page = stores().administration().limits().changed(at, behind, 2);
            all.addAll(page);
            if (!page.isEmpty()) {
                at = page.getLast().at();
                behind = Optional.of(page.getLast().user());
            }
        } while (!page.isEmpty());
        return all;
    }

    private static Optional<Change> of(UserId user, List<Change> changes) {
        return changes.stream().filter(change -> change.user().equals(user)).findFirst();
    }

    @Test
    default void changesShouldComeInTheirOrderAsTheyAreNow() {
        UserLimits limits = new UserLimits(Optional.of(3), Optional.empty());
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            users.add(StoreSamples.newUser(stores()));
            limit(users.get(i), limits);
        }
        UserId untouched = StoreSamples.newUser(stores());
        Instant second = of(users.get(1), all(Instant.EPOCH)).orElseThrow().at();

        limit(users.get(0), new UserLimits(Optional.empty(), Optional.of(9L)));
        limit(users.get(3), UserLimits.NONE);

        List<Change> all = all(Instant.EPOCH);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(Change::at)).doesNotHaveDuplicates();
        assertThat(of(untouched, all)).isEmpty();
        assertThat(of(users.get(0), all).orElseThrow().limits().tokensPerDay()).contains(9L);
        assertThat(of(users.get(3), all).orElseThrow().limits())
                .as("whoever has none any more is a change, too")
                .isEqualTo(UserLimits.NONE);
        assertThat(all(second)).extracting(Change::user).contains(users.get(0), users.get(1), users.get(2));
        assertThat(all(second.plusMillis(60_000))).extracting(Change::user).doesNotContainAnyElementsOf(users);
    }
}
