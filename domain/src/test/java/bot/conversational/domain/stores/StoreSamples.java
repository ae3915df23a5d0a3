package bot.conversational.domain.stores;

import bot.conversational.domain.audit.Actor;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditOutcome;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Accounts, sessions and conversations that nobody else has. */
public final class StoreSamples {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Of every account here. */
    public static final PasswordHash HASH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");

    private StoreSamples() {}

    public static Credentials credentials() {
        return credentials("Someone." + UUID.randomUUID() + "@example.org");
    }

    public static Credentials credentials(String email) {
        User user = new User(
                new UserId(UUID.randomUUID()), new EmailAddress(email), Optional.of("Änne 😀"), Role.USER, NOON);
        return new Credentials(user, HASH);
    }

    /** A user whose account is in the stores. */
    public static UserId newUser(Stores stores) {
        Credentials credentials = credentials();
        stores.users().add(credentials);
        return credentials.user().id();
    }

    public static Session session(UserId user, Instant now) {
        return new Session(
                new Caller(user, new SessionId(UUID.randomUUID()), Role.USER),
                "digest-" + UUID.randomUUID(),
                now,
                now,
                now.plus(Stores.SESSION_LIFE.max()),
                Optional.of("A browser"));
    }

    /** An entry of the audit log that nobody else has. */
    public static AuditEntry entry(AuditAction action, UserId user) {
        return new AuditEntry(
                UUID.randomUUID(),
                NOON,
                Optional.of(Actor.of(user)),
                action,
                Optional.of(user.value()),
                new Origin(Optional.of("192.0.2.1"), Optional.of("request-1")),
                AuditOutcome.SUCCESS);
    }

    /** The same of somebody's log-in. */
    public static AuditEntry entry() {
        return entry(AuditAction.LOG_IN, new UserId(UUID.randomUUID()));
    }

    public static Conversation conversation(UserId user, Optional<String> title, Instant updatedAt) {
        return conversation(user, title, updatedAt, false);
    }

    public static Conversation conversation(UserId user, Optional<String> title, Instant updatedAt, boolean archived) {
        return new Conversation(
                new ConversationId(UUID.randomUUID()),
                user,
                new ConversationSettings(
                        title, Optional.of("a-model"), Optional.of("Be brief.\nBe “kind” 😀."), true, archived),
                new ConversationProgress(0, NOON, updatedAt, 1));
    }
}
