package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The turns of other nodes that somebody reads here, each as long as anybody does. */
final class RemoteTurns {

    private final LiveTextMirror mirror;
    private final AnswerStore answers;
    private final Map<MessageId, WeakReference<RemoteTurn>> read = new ConcurrentHashMap<>();

    RemoteTurns(LiveTextMirror mirror, AnswerStore answers) {
        this.mirror = mirror;
        this.answers = answers;
    }

    /**
     * The one that all readers of an answer share.
     *
     * @param stored the answer as this user, whose it is, found it
     */
    RemoteTurn of(UserId user, Exchange stored) {
        read.values().removeIf(turn -> turn.refersTo(null));
        RemoteTurn fresh = new RemoteTurn(mirror, answers, user, stored);
        WeakReference<RemoteTurn> shared = read.merge(
                stored.assistantMessage().id(),
                new WeakReference<>(fresh),
                (there, mine) -> there.refersTo(null) ? mine : there);
        @Nullable RemoteTurn turn = shared.get();
        if (turn == null) {
            return fresh;
        }
        turn.storeIsThere(); // the caller has just read it
        return turn;
    }
}
