package bot.conversational.adapters.redis;

import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailureCount;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;

/** Every key there is. The package's description says what lies under each. */
public final class RedisKeys {

    private static final String PREFIX = "conversational_bot:v1:";

    private static final String SHARED_ANSWERS = PREFIX + "{answers}:answer:";

    private static final String WRITTEN_MARK = PREFIX + "{written}:mark";

    private RedisKeys() {}

    static String session(UserId user, String name) {
        return of(user) + "session:" + name;
    }

    static String buckets(UserId user) {
        return of(user) + "buckets";
    }

    /** By a digest: the key does not reveal whose it is. It is the tag, too: no master counts all that is tried. */
    static String failedLogIns(FailureCount count) {
        return tagged(Sha256.of(count.of())) + "failed:" + count.kind().label();
    }

    /** @param window that they are counted in */
    static String registrations(String window, ClientAddress address) {
        return tagged(Sha256.of(address.value())) + "registrations:" + window;
    }

    /** Of readings of shares by strangers. */
    public static String shareVisits(ClientAddress address) {
        return tagged(Sha256.of(address.value())) + "share-visits";
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

    public static String answer(AnswerScope scope, UserId user, Digest tip, Digest question) {
        return beforeTip(scope, user) + tip + behindTip(question);
    }

    /** By a digest: the client's own name of the call may say anything. */
    public static String completion(UserId user, IdempotencyKey key) {
        return of(user) + "completion:" + Sha256.of(key.value());
    }

    public static String completionLines(UserId user, IdempotencyKey key) {
        return completion(user, key) + ":lines";
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

    /** Since when the answers count that were made for a user. */
    static String answersSince(UserId user) {
        return of(user) + "answers-since";
    }

    /** How far a copy of PostgreSQL must have come to have what the user wrote. */
    static String written(UserId user) {
        return of(user) + "written";
    }

    /** Comes back with another value when Redis was emptied. */
    static String writtenMark() {
        return WRITTEN_MARK;
    }

    /**
     * What a probe writes to the server of this name.
     *
     * @param number another one has another tag: each master of a cluster has some of them
     */
    static String probe(String server, int number) {
        return tagged("probe-" + number) + server;
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
        return tagged(user.toString());
    }

    /** Keys of the same tag lie on one master of a cluster, and a script may use several. */
    private static String tagged(String tag) {
        return PREFIX + "{" + tag + "}:";
    }
}
