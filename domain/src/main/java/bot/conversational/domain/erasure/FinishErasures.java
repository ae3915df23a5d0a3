package bot.conversational.domain.erasure;

import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finishes what {@link EraseUser} began. Each node runs it again and again: an erasure whose node died is taken up by
 * any other.
 *
 * <p>There are two queues. {@link #delete} removes texts from the source of truth and from the other stores, and waits
 * for nobody. A call in flight may still write: a request, an answer that is put into the cache, a batch of the index.
 * So {@link #settle} checks all stores once more when the followers of the changes have passed and some time has gone
 * by. Only a check that finds nothing finishes the erasure.
 *
 * <p>In both queues accounts have their turn, whoever was tried longest ago: a large one, or one that fails each time,
 * keeps no other waiting.
 */
public final class FinishErasures {

    private static final int AT_ONCE = 20;

    /** Of one account before the next one has its turn. */
    private static final int PIECES = 10;

    private final ErasureStore erasures;
    private final List<UserDataEraser> traces;
    private final Duration quiet;

    /**
     * @param traces of every store except the source of truth
     * @param quiet longer than a call writes after its user was erased
     */
    public FinishErasures(ErasureStore erasures, List<UserDataEraser> traces, Duration quiet) {
        this.erasures = erasures;
        this.traces = List.copyOf(traces);
        this.quiet = quiet;
    }

    /**
     * Deletes some data of each of some accounts, and the texts in the other stores of those that are deleted then.
     *
     * @return whether there may be more
     * @throws DomainException.Unavailable when the source of truth is unavailable
     * @throws RuntimeException of the first account that failed; the others had their turn
     */
    public boolean delete() {
        List<UserId> deleted = new ArrayList<>();
        List<UserId> users = erasures.undeleted(AT_ONCE);
        try {
            inTurn(users, user -> {
                if (deletedAll(user)) {
                    deleted.add(user);
                }
            });
        } finally {
            traces.forEach(store -> removeTexts(store, deleted));
        }
        return users.size() > deleted.size() || users.size() == AT_ONCE;
    }

    /**
     * Looks whether erasures whose accounts are deleted are done everywhere.
     *
     * @throws RuntimeException of the first account that failed, such as {@link DomainException.Unavailable} when a
     *     store is unavailable; the others had their turn
     */
    public void settle() {
        inTurn(erasures.unsettled(AT_ONCE), user -> {
            if (erasures.settled(user, quiet, Follower.SEARCH_INDEX.consumer()) && nothingLeft(user)) {
                erasures.finish(user);
            }
        });
    }

    private static void inTurn(List<UserId> users, Consumer<UserId> step) {
        @Nullable RuntimeException first = null;
        for (UserId user : users) {
            try {
                step.accept(user);
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private boolean deletedAll(UserId user) {
        for (int piece = 0; piece < PIECES; piece++) {
            if (!erasures.deleteSome(user)) {
                return true;
            }
        }
        return false;
    }

    /** At most one call waits for a store that is away: the check removes what stays now. */
    private static void removeTexts(UserDataEraser store, List<UserId> users) {
        try {
            users.forEach(store::removeTexts);
        } catch (DomainException.Unavailable away) {
            return;
        }
    }

    /** Looks everywhere, also when something was found already or a store is away. */
    private boolean nothingLeft(UserId user) {
        boolean clean = true;
        DomainException.@Nullable Unavailable first = null;
        for (UserDataEraser store : traces) {
            try {
                clean &= !store.removeAll(user);
            } catch (DomainException.Unavailable away) {
                first = first == null ? away : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return clean;
    }
}
