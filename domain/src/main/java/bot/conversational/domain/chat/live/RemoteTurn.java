package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer that another node generates, as this one knows it: its log from the mirror or, more slowly, from what is
 * saved; its end from the store. While one of the two is unavailable it goes on with the other. However many read it
 * here, the stores are asked as often as by one. For any number of threads.
 */
final class RemoteTurn {

    static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(800);

    /** How long readers wait while neither place has anything to say. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LiveTextMirror mirror;
    private final AnswerStore answers;
    private final UserId user;
    private final Exchange exchange;
    private final ReentrantLock looking = new ReentrantLock();
    private final List<String> pieces = new ArrayList<>();
    private long bytes;
    private long polledAt = System.nanoTime() - POLL.toNanos();
    private long lookedAt = System.nanoTime();
    private volatile @Nullable Message ended;
    private volatile boolean gone;
    private volatile @Nullable Long silentSince;

    /** @param exchange as the store has it, with what is saved so far */
    RemoteTurn(LiveTextMirror mirror, AnswerStore answers, UserId user, Exchange exchange) {
        this.mirror = mirror;
        this.answers = answers;
        this.user = user;
        this.exchange = exchange;
    }

    /** The pieces of the log behind so many that are known. */
    List<String> behind(int known) {
        synchronized (pieces) {
            return known < pieces.size() ? List.copyOf(pieces.subList(known, pieces.size())) : List.of();
        }
    }

    /**
     * The answer, once it is final.
     *
     * @throws DomainException.NotFound when the conversation was deleted
     * @throws DomainException.Unavailable when the store has been away for long, and the mirror has no more text
     */
    Optional<Message> ended() {
        @Nullable Long since = silentSince;
        if (since != null && System.nanoTime() - since > PATIENCE.toNanos()) {
            throw new DomainException.Unavailable("The answer cannot be read at present.", null);
        }
        if (gone) {
            throw new DomainException.NotFound("answer");
        }
        return Optional.ofNullable(ended);
    }

    /** Forgets an outage that others have seen. */
    void storeIsThere() {
        silentSince = null;
    }

    /** Asks the stores for more when it is time and nobody else does. */
    void look() {
        if (ended != null || gone || !looking.tryLock()) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (now - polledAt < POLL.toNanos()) {
                return;
            }
            if (!add(mirrored()) && now - lookedAt >= LOOK.toNanos()) {
                lookedAt = now;
                lookAtStore();
            }
            polledAt = System.nanoTime();
        } finally {
            looking.unlock();
        }
    }

    private void lookAtStore() {
        Message answer;
        try {
            Message begun = exchange.assistantMessage();
            answer = find(begun);
            silentSince = null;
        } catch (DomainException.Unavailable away) {
            silentSince = silentSince == null ? Long.valueOf(System.nanoTime()) : silentSince;
            return;
        } catch (DomainException.NotFound deleted) {
            gone = true;
            return;
        }
        if (answer.status() == MessageStatus.GENERATING) {
            add(AnswerLog.of(answer.body()).from(bytes));
        } else {
            ended = answer;
        }
    }

    private Message find(Message begun) {
        Message found = answers.find(user, begun.conversationId(), begun.id())
                .orElseThrow(() -> new DomainException.NotFound("answer"))
                .assistantMessage();
        return found.status() == MessageStatus.GENERATING
                ? found
                : answers.findDurable(user, begun.conversationId(), begun.id())
                        .orElseThrow(() -> new DomainException.NotFound("answer"))
                        .assistantMessage();
    }

    private String mirrored() {
        try {
            return mirror.read(user, exchange.assistantMessage().id(), bytes).orElse("");
        } catch (DomainException.Unavailable away) {
            return "";
        }
    }

    private boolean add(String piece) {
        if (piece.isEmpty()) {
            return false;
        }
        silentSince = null;
        bytes += AnswerLog.sizeOf(piece);
        synchronized (pieces) {
            pieces.add(piece);
        }
        return true;
    }
}
