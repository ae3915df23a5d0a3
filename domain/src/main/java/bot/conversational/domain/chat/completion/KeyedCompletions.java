package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;

/**
 * Answers by their idempotency keys, for all nodes: which is being made, its lines so far, and for an hour all of them. Each
 * method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface KeyedCompletions {

    /** Bytes of an answer that are kept. */
    int MOST_BYTES = 1024 * 1024;

    /** What is under a key. */
    enum State {
        /** Somebody makes it. */
        RUNNING,
        /** All of its lines are there. */
        ENDED,
        /** It could not be made: the next who asks tries again. */
        FAILED,
        /** It was longer than {@link #MOST_BYTES}. */
        TOO_LONG,
        /** Another request came with the key. */
        OTHER,
        /** Nothing, or no more: who made it has died. */
        NONE
    }

    /**
     * Claims the key, if nothing is under it but what failed: one of several at once gets it.
     *
     * @param claimant a name that no other claim has
     * @return {@link State#NONE} when it is claimed; else what is there
     */
    State claim(UserId user, KeyedRequest request, String claimant);

    /**
     * Adds lines, and renews the claim for some seconds, also without any.
     *
     * @return false when it is no more the claimant's, or too much
     */
    boolean append(UserId user, IdempotencyKey key, String claimant, List<String> lines);

    /** Says that all lines are there, or that none more come; does nothing when the claim is lost. */
    void end(UserId user, IdempotencyKey key, String claimant, boolean complete);

    /**
     * Lines, from a place on.
     *
     * @param next the place behind them
     */
    record Kept(State state, List<String> lines, long next) {}

    /** @param from 0 for the beginning */
    Kept read(UserId user, IdempotencyKey key, long from);
}
