package bot.conversational.domain.stores;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.ratelimit.ChangedLimits;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.accounts.InMemoryErasureStore;
import bot.conversational.domain.stores.accounts.InMemoryRevocationStore;
import bot.conversational.domain.stores.accounts.InMemorySessionStore;
import bot.conversational.domain.stores.accounts.InMemoryUserStore;
import bot.conversational.domain.stores.administration.AdministrationStores;
import bot.conversational.domain.stores.administration.InMemoryAdministration;
import bot.conversational.domain.stores.administration.InMemoryAuditLog;
import bot.conversational.domain.stores.chat.InMemoryLiveTurns;
import bot.conversational.domain.stores.chat.InMemoryTurnStore;
import bot.conversational.domain.stores.chat.LiveTurnStores;
import bot.conversational.domain.stores.conversation.InMemoryConversationStore;
import bot.conversational.domain.stores.conversation.InMemoryFeedbackStore;
import bot.conversational.domain.stores.conversation.InMemoryMessageStore;
import bot.conversational.domain.stores.conversation.InMemoryRetentionStore;
import bot.conversational.domain.stores.files.InMemoryFileStore;
import bot.conversational.domain.stores.folders.InMemoryFolders;
import bot.conversational.domain.stores.imports.InMemoryImports;
import bot.conversational.domain.stores.indexing.InMemoryAuditedSource;
import bot.conversational.domain.stores.indexing.InMemoryChangeFeed;
import bot.conversational.domain.stores.indexing.InMemoryCheckpoints;
import bot.conversational.domain.stores.indexing.InMemoryConversationScan;
import bot.conversational.domain.stores.indexing.InMemoryDatabaseIdentity;
import bot.conversational.domain.stores.indexing.InMemoryIndexSource;
import bot.conversational.domain.stores.indexing.MaintenanceStores;
import bot.conversational.domain.stores.keys.InMemoryApiKeyStore;
import bot.conversational.domain.stores.keys.InMemoryKeyTokenBudget;
import bot.conversational.domain.stores.keys.InMemoryKeys;
import bot.conversational.domain.stores.keys.InMemoryServiceKeyStore;
import bot.conversational.domain.stores.keys.KeyStores;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the fakes of the stores share: one call at a time, and a switch to take it away. */
public final class InMemoryDatabase {

    public record SessionKey(UserId user, SessionId id) {}

    public record ConversationKey(UserId user, ConversationId id) {}

    public record FileKey(UserId user, Blob blob) {}

    public record FolderKey(UserId user, FolderId id) {}

    /** With what it tells the models of its conversations. */
    public record KeptFolder(Folder folder, FolderPrompt prompt) {}

    /** What went since nobody wrote in it for long. */
    public record Receipt(UserId user, int days, List<ConversationId> conversations, Instant at) {}

    public record DatedChange(Change change, Instant at) {}

    public final Map<UserId, Credentials> users = new HashMap<>();
    public final Map<SessionKey, Session> sessions = new HashMap<>();
    public final Map<ConversationKey, InMemoryConversation> conversations = new HashMap<>();
    public final Map<FileKey, InMemoryFileStore.KeptFile> files = new LinkedHashMap<>();
    public final List<DatedChange> changes = new ArrayList<>();
    /** With the time of propagation, {@link Instant#MAX} for the pending. */
    public final Map<Revocation, Instant> revocations = new LinkedHashMap<>();

    /** Until when revocations are set aside. */
    public final Map<Revocation, Instant> aside = new HashMap<>();

    public final Map<String, InMemoryCursor> cursors = new HashMap<>();
    /** With the time at which the account was deleted, {@link Instant#MAX} before. */
    public final SequencedMap<UserId, Instant> erasures = new LinkedHashMap<>();

    /** One of each account. */
    public final Map<UserId, InMemoryAdministration.KeptToken> tokens = new HashMap<>();

    public final Map<UserId, ChangedLimits.Change> limits = new HashMap<>();
    public final Map<UUID, Receipt> receipts = new HashMap<>();
    public final List<AuditEntry> audit = new ArrayList<>();
    public final InMemoryKeys keys = new InMemoryKeys();
    public final Map<FolderKey, KeptFolder> folders = new LinkedHashMap<>();
    public final InMemoryImports imports = new InMemoryImports(this);

    public final InstantSource clock;
    private boolean away;

    /** @param clock the database's own, which leases run by */
    public InMemoryDatabase(InstantSource clock) {
        this.clock = clock;
    }

    public InMemoryDatabase() {
        this(InstantSource.system());
    }

    public Stores stores() {
        InMemoryAdministration administration = new InMemoryAdministration(this);
        InMemoryFolders folders = new InMemoryFolders(this);
        return new Stores(
                new InMemoryUserStore(this),
                new InMemorySessionStore(this, Stores.SESSION_LIFE),
                new InMemoryConversationStore(this),
                new InMemoryMessageStore(this),
                new InMemoryFeedbackStore(this),
                new InMemoryTurnStore(this),
                new InMemoryLiveTurns(this, LiveTurnStores.LEASE).stores(),
                new InMemoryChangeFeed(this, InMemoryChangeFeed.LEASE),
                new InMemoryIndexSource(this),
                new InMemoryRevocationStore(this),
                new InMemoryErasureStore(this),
                new InMemoryFileStore(this),
                new AdministrationStores(administration, administration, new InMemoryAuditLog(this), administration),
                new InMemoryRetentionStore(this),
                new KeyStores(
                        new InMemoryApiKeyStore(this),
                        new InMemoryServiceKeyStore(this),
                        new InMemoryKeyTokenBudget(this)),
                folders,
                folders);
    }

    /** What the upkeep of the index needs of it. */
    public MaintenanceStores upkeep() {
        return new MaintenanceStores(
                new InMemoryConversationScan(this),
                new InMemoryCheckpoints(this),
                new InMemoryDatabaseIdentity(this),
                new InMemoryAuditedSource(this));
    }

    /** Takes the database away until the outage is closed. */
    public synchronized Outage outage() {
        away = true;
        return () -> {
            synchronized (this) {
                away = false;
            }
        };
    }

    public synchronized <T> T call(Supplier<T> transaction) {
        if (away) {
            throw new DomainException.Unavailable("The database is away.", null);
        }
        return transaction.get();
    }

    public Optional<InMemoryConversation> conversation(UserId user, ConversationId id) {
        @Nullable InMemoryConversation found = conversations.get(new ConversationKey(user, id));
        return Optional.ofNullable(found);
    }

    /** Whether the user has the folder, or none is named. */
    public boolean hasPlace(UserId user, Optional<FolderId> folder) {
        return folder.map(id -> folders.containsKey(new FolderKey(user, id))).orElse(true);
    }

    /** What the folder of a conversation says. */
    public Optional<FolderPrompt> prompt(Conversation conversation) {
        return conversation
                .filing()
                .folder()
                .flatMap(id -> Optional.ofNullable(folders.get(new FolderKey(conversation.user(), id))))
                .map(KeptFolder::prompt);
    }

    public List<InMemoryConversation> conversations(UserId user) {
        return conversations.values().stream()
                .filter(conversation -> conversation.conversation().user().equals(user))
                .toList();
    }

    public boolean hasHash(UserId user, PasswordHash hash) {
        @Nullable Credentials known = users.get(user);
        return known != null && known.passwordHash().equals(hash);
    }

    public boolean rehash(UserId user, PasswordHash known, PasswordHash fresh) {
        if (!hasHash(user, known)) {
            return false;
        }
        users.computeIfPresent(user, (id, credentials) -> new Credentials(credentials.user(), fresh));
        return true;
    }

    /** The digests of those that ended, each noted. */
    public List<String> endSessions(UserId user, Predicate<Session> which) {
        List<Session> ended = sessions.values().stream()
                .filter(session -> session.user().equals(user) && which.test(session))
                .toList();
        ended.forEach(session -> {
            sessions.remove(new SessionKey(user, session.id()));
            revoked(new Revocation.SessionEnded(user, session.digest()));
        });
        return ended.stream().map(Session::digest).toList();
    }

    /** All sessions and keys of an account that closes; each noted. */
    public List<String> endAccess(UserId user) {
        List<String> ended = new ArrayList<>(endSessions(user, session -> true));
        ended.addAll(keys.deleteAll(this, user));
        return ended;
    }

    /** All sessions of an account that has another role or state, while its keys go on under other passes; each noted. */
    public List<String> renewAccess(UserId user) {
        List<String> ended = new ArrayList<>(endSessions(user, session -> true));
        ended.addAll(keys.renewAll(this, user));
        return ended;
    }

    /** A repeat changes nothing. */
    public void audited(AuditEntry entry) {
        if (!audit.contains(entry)) {
            audit.add(entry);
        }
    }

    public void revoked(Revocation revocation) {
        revocations.putIfAbsent(revocation, Instant.MAX);
    }

    public void changed(Change change) {
        changes.add(new DatedChange(change, clock.instant()));
    }
}
