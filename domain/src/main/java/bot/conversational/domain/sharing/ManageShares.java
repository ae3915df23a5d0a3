package bot.conversational.domain.sharing;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What owners do with their shares; all but the list is audited. */
public final class ManageShares {

    private final ShareStore shares;
    private final BranchSnapshot snapshots;
    private final AuditTrail trail;
    private final Fresh fresh;

    /**
     * Where what is new comes from.
     *
     * @param random fit for secrets
     */
    public record Fresh(IdSource ids, InstantSource clock, RandomGenerator random) {}

    public ManageShares(ShareStore shares, BranchSnapshot snapshots, AuditTrail trail, Fresh fresh) {
        this.shares = shares;
        this.snapshots = snapshots;
        this.trail = trail;
        this.fresh = fresh;
    }

    /**
     * Shares a branch as it is now.
     *
     * @param branch empty: the newest one
     * @throws DomainException.Invalid when it would expire in the past, or {@link BranchSnapshot} refuses the branch
     * @throws DomainException.NotFound when the caller has no such conversation
     * @throws DomainException.Conflict when the caller has {@link ShareStore#MOST_OF_A_USER} shares
     */
    public Share share(
            Caller caller, ConversationId conversation, Optional<MessageId> branch, ShareTerms terms, Origin origin) {
        if (terms.expiresAt().filter(it -> !it.isAfter(fresh.clock().instant())).isPresent()) {
            throw new DomainException.Invalid("expiresAt", "must be in the future");
        }
        Snapshot snapshot = snapshots.of(caller.user(), conversation, branch, terms.ticked());
        Share share = new Share(
                new ShareId(fresh.ids().next()),
                caller.user(),
                new Share.Link(ShareToken.issue(fresh.random()), conversation, branch),
                terms,
                1,
                fresh.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                0);
        return switch (shares.add(
                share,
                snapshot,
                trail.of(caller.actor(), AuditAction.SHARE_CREATE, share.id().value(), origin))) {
            case ADDED -> share;
            case TOO_MANY ->
                throw new DomainException.Conflict(
                        "You have " + ShareStore.MOST_OF_A_USER + " shares, the most there may be.");
            case NO_CONVERSATION -> throw new DomainException.NotFound("conversation");
        };
    }

    /**
     * Has the share show its branch as it is now, under the same link.
     *
     * @throws DomainException.Invalid when {@link BranchSnapshot} refuses the branch
     * @throws DomainException.NotFound when the caller has no such share of the conversation
     */
    public Share renew(Caller caller, ConversationId conversation, ShareId id, Origin origin) {
        Share share = shares.find(caller.user(), conversation, id).orElseThrow(ManageShares::notFound);
        Snapshot snapshot = snapshots.of(
                caller.user(),
                conversation,
                share.link().branch(),
                share.terms().ticked());
        return shares.renew(
                        caller.user(),
                        id,
                        snapshot,
                        trail.of(caller.actor(), AuditAction.SHARE_RENEW, id.value(), origin))
                .orElseThrow(ManageShares::notFound);
    }

    public Page<Share, ShareId> list(Caller caller, PageRequest<ShareId> page) {
        return shares.list(caller.user(), page);
    }

    /**
     * Ends a share: from the return on nobody reads it.
     *
     * @throws DomainException.NotFound when the caller has no such share
     */
    public void revoke(Caller caller, ShareId id, Origin origin) {
        if (!shares.revoke(caller.user(), id, trail.of(caller.actor(), AuditAction.SHARE_REVOKE, id.value(), origin))) {
            throw notFound();
        }
    }

    private static DomainException.NotFound notFound() {
        return new DomainException.NotFound("share");
    }
}
