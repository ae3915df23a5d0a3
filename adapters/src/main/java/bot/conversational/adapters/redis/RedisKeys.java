package bot.conversational.adapters.redis;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.UserId;

/** Every key there is. The package's description says what lies under each. */
final class RedisKeys {

    private static final String PREFIX = "conversational_bot:v1:";

    private static final String SHARED_ANSWERS = PREFIX + "{answers}:answer:";
    private static final String LOG_INS = PREFIX + "{log-ins}:";

    private RedisKeys() {}

    static String session(UserId user, String digest) {
        return of(user) + "session:" + digest;
    }

    static String bucket(UserId user, RateLimit limit) {
        return of(user) + "limit:" + limit.name();
    }

    /** By the digest of the address: the key does not reveal it. */
    static String failedLogIns(EmailAddress account) {
        return LOG_INS + "account:" + Sha256.of(account.key());
    }

    static String failedLogIns(ClientAddress address) {
        return LOG_INS + "address:" + address.value();
    }

    static String conversation(UserId user, ConversationId id) {
        return of(user) + "conversation:" + id;
    }

    static String messages(UserId user, ConversationId id) {
        return conversation(user, id) + ":messages";
    }

    static String liveTurn(UserId user, MessageId turn) {
        return of(user) + "turn:" + turn;
    }

    static String answer(AnswerScope scope, UserId user, Digest tip, Digest question) {
        return beforeTip(scope, user) + tip + behindTip(question);
    }

    /** The part of {@link #answer} in front of the tip, for a script that knows the tip itself. */
    static String beforeTip(AnswerScope scope, UserId user) {
        return switch (scope) {
            case USER -> of(user) + "answer:";
            case GLOBAL -> SHARED_ANSWERS;
        };
    }

    /** The part of {@link #answer} behind the tip. */
    static String behindTip(Digest question) {
        return ":" + question;
    }

    /** Matches every key of a user. */
    static String all(UserId user) {
        return of(user) + "*";
    }

    /** Matches every answer that all users share. */
    static String sharedAnswers() {
        return SHARED_ANSWERS + "*";
    }

    private static String of(UserId user) {
        return PREFIX + "{" + user + "}:";
    }
}
