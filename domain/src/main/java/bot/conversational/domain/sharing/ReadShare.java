package bot.conversational.domain.sharing;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.ReadFile;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads shares for whoever has the link. Every read asks the source of truth whether the share still is, so that none is
 * given once its revocation was answered.
 */
public final class ReadShare {

    private final ShareStore shares;
    private final ReadFile files;
    private final Visitors visitors;
    private final InstantSource clock;

    /** A file of a share, whose bytes are read as they are sent. */
    public record SharedFile(StoredFile file, FileContent content) {}

    public ReadShare(ShareStore shares, ReadFile files, Visitors visitors, InstantSource clock) {
        this.shares = shares;
        this.files = files;
        this.visitors = visitors;
        this.clock = clock;
    }

    /** Counts who reads: strangers against a limit, and all as views. */
    public static final class Visitors {

        private final ShareVisits.Shared shared;
        private final ShareVisits.Own own;
        private final CountViews views;

        public Visitors(ShareVisits.Shared shared, ShareVisits.Own own, CountViews views) {
            this.shared = shared;
            this.own = own;
            this.views = views;
        }

        /** See {@link bot.conversational.domain.ratelimit.LimitPolicy#SHARED}. */
        private void admit(ClientAddress address) {
            Optional<Duration> wait = address.isProxy() ? Optional.empty() : count(address);
            if (wait.isPresent()) {
                throw new DomainException.LimitExceeded("Too many readings from this address.", wait.get());
            }
        }

        private Optional<Duration> count(ClientAddress address) {
            try {
                return shared.count(address);
            } catch (DomainException.Unavailable away) {
                return own.count(address);
            }
        }
    }

    /**
     * The share as it can be read now, which counts as a view.
     *
     * @param token as it stands in the path
     * @param stranger where the call comes from; empty when it is a user's, whose calls are counted already
     * @throws DomainException.NotFound when there is no such share (any more)
     * @throws DomainException.Unauthenticated when it is for members, and the caller is none
     * @throws DomainException.LimitExceeded when too many readings come from the address
     */
    public OpenShare open(String token, Optional<ClientAddress> stranger) {
        OpenShare share = find(token, stranger);
        visitors.views.count(share);
        return share;
    }

    /** The same without a view. */
    OpenShare find(String token, Optional<ClientAddress> stranger) {
        stranger.ifPresent(visitors::admit);
        OpenShare share = ShareToken.parse(token)
                .flatMap(known -> shares.open(known, clock.instant()))
                .orElseThrow(ReadShare::notFound);
        if (share.visibility() == Visibility.MEMBERS && stranger.isPresent()) {
            throw new DomainException.Unauthenticated("The conversation is shared with those who have logged in.");
        }
        return share;
    }

    /**
     * A piece of its messages.
     *
     * @param n from 0
     * @throws DomainException.NotFound when the share is gone or renewed meanwhile
     */
    public List<SharedMessage> piece(OpenShare share, int n) {
        return n == 0
                ? share.pieces().first()
                : shares.piece(share, n, clock.instant()).orElseThrow(ReadShare::notFound);
    }

    /**
     * A file that a message of the share names.
     *
     * @throws DomainException.NotFound when it names no such file, or files are not shared
     */
    public SharedFile file(String token, Blob blob, Optional<ClientAddress> stranger) {
        OpenShare share = find(token, stranger);
        for (int n = 0; share.pieces().withFiles() && n < share.pieces().count(); n++) {
            if (piece(share, n).stream().anyMatch(message -> names(message, blob))) {
                StoredFile file = files.find(share.owner(), blob);
                return new SharedFile(file, files.content(share.owner(), file));
            }
        }
        throw new DomainException.NotFound("file");
    }

    private static boolean names(SharedMessage message, Blob blob) {
        return message.content().all(Part.Attachment.class).stream()
                .anyMatch(attachment -> attachment.origin().equals(blob));
    }

    private static DomainException.NotFound notFound() {
        return new DomainException.NotFound("share");
    }
}
