package bot.conversational.adapters.postgres.turns;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Group commit: concurrent rows are written by one statement and one commit. No caller waits for others to arrive. The
 * first one writes at once; rows that arrive meanwhile are written together, by one of their callers. When many wait,
 * they do not wait for the first group's commit, which is mostly waiting for the disk.
 *
 * <p>A failing row cannot fail its neighbours: a row that the group did not write, or whose group the database refused,
 * is written alone by its caller, who then gets the reason.
 */
final class GroupCommit {

    private static final int MOST_TOGETHER = 64;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_GROUPS = 2;

    /** So many waiting rows are worth a commit of their own while one is in flight. */
    private static final int ENOUGH = 8;

    private enum Verdict {
        WRITTEN,
        WRITE_ALONE,
        LEAD
    }

    private record Member(UserId user, String row, CompletableFuture<Verdict> verdict) {}

    private final BiFunction<Set<UserId>, String, Set<Integer>> together;
    private final Deque<Member> waiting = new ArrayDeque<>();
    private int leaders;

    /**
     * A group writer.
     *
     * @param together writes a JSON array of rows, which are of these users, by one statement, waits for no lock, and
     *     returns the places, from 1, of those that were written
     */
    GroupCommit(BiFunction<Set<UserId>, String, Set<Integer>> together) {
        this.together = together;
    }

    /**
     * Writes a row with others, or alone.
     *
     * @param user whose row it is
     * @param row as a JSON object
     * @param written the result when a group wrote it
     * @param alone writes the row by a statement of its own
     * @throws DomainException.Unavailable when the database is unavailable, or too many are waiting
     */
    <R> R write(UserId user, String row, R written, Supplier<R> alone) {
        Member self = new Member(user, row, new CompletableFuture<>());
        Verdict verdict = enter(self) ? Verdict.LEAD : await(self);
        if (verdict == Verdict.LEAD) {
            try {
                verdict = lead(take(self));
            } finally {
                passOn();
            }
        }
        return verdict == Verdict.WRITTEN ? written : alone.get();
    }

    /** Writes for all, and returns what became of the leader's own row, which is the first. */
    private Verdict lead(List<Member> group) {
        List<Member> others = group.subList(1, group.size());
        try {
            Set<Integer> written = together.apply(users(group), array(group));
            for (int i = 1; i < group.size(); i++) {
                group.get(i).verdict.complete(verdict(written.contains(i + 1)));
            }
            return verdict(written.contains(1));
        } catch (DomainException.Unavailable away) {
            others.forEach(member -> member.verdict.completeExceptionally(away));
            // Those who wait would each find out the same, one after the other.
            dismiss().forEach(member -> member.verdict.completeExceptionally(away));
            throw away;
        } catch (DomainException refused) {
            others.forEach(member -> member.verdict.complete(Verdict.WRITE_ALONE));
            return Verdict.WRITE_ALONE;
        } catch (RuntimeException | Error mistake) {
            others.forEach(member -> member.verdict.completeExceptionally(mistake));
            throw mistake;
        }
    }

    private static Verdict verdict(boolean written) {
        return written ? Verdict.WRITTEN : Verdict.WRITE_ALONE;
    }

    private static Verdict await(Member member) {
        try {
            return member.verdict.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static Set<UserId> users(List<Member> group) {
        return group.stream().map(Member::user).collect(Collectors.toUnmodifiableSet());
    }

    private static String array(List<Member> group) {
        StringBuilder rows = new StringBuilder("[");
        for (Member member : group) {
            rows.append(rows.length() == 1 ? "" : ",").append(member.row);
        }
        return rows.append(']').toString();
    }

    /** Whether the newcomer is to lead. */
    private synchronized boolean enter(Member newcomer) {
        if (leaders == 0) {
            leaders = 1;
            return true;
        }
        if (waiting.size() >= MOST_WAITING) {
            throw new DomainException.Unavailable("Too many writes are queued for the database.", null);
        }
        waiting.add(newcomer);
        if (leaders < MOST_GROUPS && waiting.size() >= ENOUGH) {
            leaders++;
            waiting.remove().verdict.complete(Verdict.LEAD);
        }
        return false;
    }

    /** The leader, and the longest waiting ones. */
    private synchronized List<Member> take(Member leader) {
        List<Member> group = new ArrayList<>();
        group.add(leader);
        int characters = leader.row.length();
        while (!waiting.isEmpty() && group.size() < MOST_TOGETHER && characters < MOST_CHARACTERS) {
            Member next = waiting.remove();
            characters += next.row.length();
            group.add(next);
        }
        return group;
    }

    private synchronized List<Member> dismiss() {
        List<Member> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private synchronized void passOn() {
        if (waiting.isEmpty() || leaders > 1 && waiting.size() < ENOUGH) {
            leaders--;
        } else {
            waiting.remove().verdict.complete(Verdict.LEAD);
        }
    }
}
