package bot.conversational.domain.stores.sharing;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.sharing.OpenShare;
import bot.conversational.domain.sharing.Share;
import bot.conversational.domain.sharing.ShareId;
import bot.conversational.domain.sharing.ShareStore;
import bot.conversational.domain.sharing.ShareToken;
import bot.conversational.domain.sharing.SharedMessage;
import bot.conversational.domain.sharing.Snapshot;
import bot.conversational.domain.sharing.copying.CopyRequests;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shares and requests for copies in memory. */
public final class InMemoryShares implements ShareStore, CopyRequests {

    private record Kept(Share share, Snapshot snapshot) {}

    private record Key(UserId user, String key) {}

    private record Noted(KeyedRequest request, ConversationId copy, boolean done, Instant at) {}

    private final InMemoryDatabase database;
    private final Map<ShareId, Kept> kept = new LinkedHashMap<>();
    private final Map<Key, Noted> noted = new HashMap<>();

    public InMemoryShares(InMemoryDatabase database) {
        this.database = database;
    }

    /** Those whose conversation and owner are there. */
    private Stream<Kept> there() {
        return kept.values().stream()
                .filter(it -> !database.erasures.containsKey(it.share().user()))
                .filter(it -> database.conversation(
                                it.share().user(), it.share().link().conversation())
                        .isPresent());
    }

    private Optional<Kept> of(UserId user, ShareId id) {
        return there().filter(
                        it -> it.share().user().equals(user) && it.share().id().equals(id))
                .findFirst();
    }

    @Override
    public Added add(Share share, Snapshot snapshot, AuditEntry entry) {
        return database.call(() -> {
            if (database.conversation(share.user(), share.link().conversation()).isEmpty()) {
                return Added.NO_CONVERSATION;
            }
            if (there().filter(it -> it.share().user().equals(share.user())).count() >= MOST_OF_A_USER) {
                return Added.TOO_MANY;
            }
            kept.put(share.id(), new Kept(share, snapshot));
            database.audited(entry);
            return Added.ADDED;
        });
    }

    @Override
    public Optional<Share> find(UserId user, ConversationId conversation, ShareId id) {
        return database.call(() -> of(user, id)
                .map(Kept::share)
                .filter(it -> it.link().conversation().equals(conversation)));
    }

    @Override
    public Optional<Share> renew(UserId user, ShareId id, Snapshot snapshot, AuditEntry entry) {
        return database.call(() -> of(user, id).map(it -> {
            Share renewed =
                    with(it.share(), it.share().revision() + 1, it.share().views());
            kept.put(id, new Kept(renewed, snapshot));
            database.audited(entry);
            return renewed;
        }));
    }

    private static Share with(Share share, int revision, long views) {
        return new Share(share.id(), share.user(), share.link(), share.terms(), revision, share.createdAt(), views);
    }

    @Override
    public Page<Share, ShareId> list(UserId user, PageRequest<ShareId> page) {
        return database.call(() -> Page.of(
                there().map(Kept::share)
                        .filter(it -> it.user().equals(user))
                        .sorted(Comparator.comparing((Share it) -> it.id().toString())
                                .reversed())
                        .filter(it -> page.after()
                                .filter(after ->
                                        after.toString().compareTo(it.id().toString()) <= 0)
                                .isEmpty())
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                Share::id));
    }

    @Override
    public boolean revoke(UserId user, ShareId id, AuditEntry entry) {
        return database.call(() -> {
            boolean there = of(user, id).isPresent();
            if (there) {
                kept.remove(id);
                database.audited(entry);
            }
            return there;
        });
    }

    @Override
    public Optional<OpenShare> open(ShareToken token, Instant now) {
        return database.call(
                () -> there().filter(it -> it.share().link().token().equals(token))
                        .filter(it -> isReadable(it.share(), now))
                        .findFirst()
                        .map(this::opened));
    }

    private boolean isReadable(Share share, Instant now) {
        var owner = database.users.get(share.user());
        return owner != null
                && owner.user().state() == AccountState.ACTIVE
                && share.terms().expiresAt().filter(it -> !it.isAfter(now)).isEmpty();
    }

    private OpenShare opened(Kept it) {
        Share share = it.share();
        var owner = database.users.get(share.user());
        Optional<String> name = owner == null || !share.terms().showName()
                ? Optional.empty()
                : owner.user().displayName();
        return new OpenShare(
                share.user(),
                share.id(),
                share.revision(),
                share.terms().visibility(),
                it.snapshot().title(),
                name,
                new OpenShare.Pieces(
                        it.snapshot().pieces().size(),
                        share.terms().ticked().files(),
                        it.snapshot().pieces().getFirst()));
    }

    @Override
    public Optional<List<SharedMessage>> piece(OpenShare open, int n, Instant now) {
        return database.call(() -> of(open.owner(), open.id())
                .filter(it -> it.share().revision() == open.revision() && isReadable(it.share(), now))
                .filter(it -> n < it.snapshot().pieces().size())
                .map(it -> it.snapshot().pieces().get(n)));
    }

    @Override
    public void addViews(Map<Viewed, Long> views) {
        database.call(() -> {
            views.forEach((viewed, count) -> of(viewed.owner(), viewed.share())
                    .ifPresent(it -> kept.put(
                            viewed.share(),
                            new Kept(
                                    with(
                                            it.share(),
                                            it.share().revision(),
                                            it.share().views() + count),
                                    it.snapshot()))));
            return true;
        });
    }

    @Override
    public Claimed claim(UserId user, KeyedRequest request, ConversationId copy, Instant at) {
        return database.call(() -> {
            Noted first = noted.computeIfAbsent(
                    new Key(user, request.key().value()), key -> new Noted(request, copy, false, at));
            return new Claimed(first.copy(), first.request().hash().equals(request.hash()), first.done());
        });
    }

    @Override
    public void done(UserId user, KeyedRequest request) {
        database.call(() -> {
            @Nullable
            Noted done = noted.computeIfPresent(
                    new Key(user, request.key().value()),
                    (key, it) -> new Noted(it.request(), it.copy(), true, it.at()));
            return done != null;
        });
    }

    @Override
    public boolean forget(Instant before) {
        return database.call(() -> noted.values().removeIf(it -> it.at().isBefore(before)));
    }
}
