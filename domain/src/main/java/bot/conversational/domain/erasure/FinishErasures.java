package bot.conversational.domain.erasure;

import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finishes what {@link EraseUser} began. Each node runs it again and again: an erasure whose node died is taken up by
 * any other.
 *
 * <p>Texts are removed from the source of truth and from Redis at once. A call in flight may still write: a request, an
 * answer that is put into the cache, a batch of the index. So all stores are checked once more when the followers of
 * the changes have passed and some time has gone by. Only a check that finds nothing finishes the erasure.
 */
public final class FinishErasures {

    private static final int AT_ONCE = 20;

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
     * Takes each unfinished erasure as far as it goes now.
     *
     * @throws DomainException.Unavailable when a store is unavailable that the first of them needs; the others had
     *     their turn
     */
    public void runOnce() {
        DomainException.@Nullable Unavailable away = null;
        for (UserId user : erasures.unfinished(AT_ONCE)) {
            try {
                advance(user);
            } catch (DomainException.Unavailable e) {
                away = away == null ? e : away;
            }
        }
        if (away != null) {
            throw away;
        }
    }

    private void advance(UserId user) {
        boolean deleted = false;
        while (erasures.deleteSome(user)) {
            deleted = true;
        }
        if (deleted) {
            traces.forEach(store -> store.removeTexts(user));
        }
        if (erasures.settled(user, quiet, Follower.SEARCH_INDEX.consumer()) && nothingLeft(user)) {
            erasures.finish(user);
        }
    }

    /** Looks everywhere, also when something was found already. */
    private boolean nothingLeft(UserId user) {
        boolean clean = true;
        for (UserDataEraser store : traces) {
            clean &= !store.removeAll(user);
        }
        return clean;
    }
}
