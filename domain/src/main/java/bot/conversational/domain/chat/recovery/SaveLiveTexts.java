package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.chat.live.AnswerText;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Carries what this node's turns have generated to where others find it: often to the mirror, and for good, less often,
 * to the store. Turns that are over within a moment are not carried anywhere. Each of the two is for one task of its own.
 */
public final class SaveLiveTexts {

    private static final Duration WORTH_MIRRORING = Duration.ofMillis(300);
    private static final Duration WORTH_KEEPING = Duration.ofSeconds(1);

    /** Of a turn's text in one go; the rest goes with the next, so that a statement stays small. */
    private static final int LONGEST_PIECE = 64 * 1024;

    private final LiveTurns live;
    private final LiveTextMirror mirror;
    private final LiveTextStore deltas;
    private volatile boolean mirrored = true;
    private boolean turnsToKeep;

    public SaveLiveTexts(LiveTurns live, LiveTextMirror mirror, LiveTextStore deltas) {
        this.live = live;
        this.mirror = mirror;
        this.deltas = deltas;
    }

    /** Brings the mirror up to date. */
    public boolean mirror() {
        List<LiveTurn> grown = new ArrayList<>();
        List<Delta> pieces = collect(WORTH_MIRRORING, turn -> turn.mirrored, grown);
        if (pieces.isEmpty()) {
            return false;
        }
        try {
            List<Long> sizes = mirror.append(pieces);
            for (int i = 0; i < grown.size(); i++) {
                grown.get(i).mirrored = sizes.get(i);
            }
            mirrored = true;
        } catch (DomainException.Unavailable away) {
            mirrored = false;
        }
        return false;
    }

    /** Brings the store up to date: to be called every second, and does so every other time while the mirror is there. */
    public boolean keep() {
        turnsToKeep = !turnsToKeep;
        if (mirrored && !turnsToKeep) {
            return false;
        }
        List<LiveTurn> grown = new ArrayList<>();
        List<Delta> pieces = collect(WORTH_KEEPING, turn -> turn.kept, grown);
        if (!pieces.isEmpty()) {
            Set<MessageId> taken = deltas.keep(pieces);
            for (int i = 0; i < grown.size(); i++) {
                Delta piece = pieces.get(i);
                boolean kept = taken.contains(piece.turn());
                grown.get(i).kept = kept ? piece.start() + AnswerText.sizeOf(piece.text()) : 0;
            }
        }
        return false;
    }

    private List<Delta> collect(Duration age, ToLongFunction<LiveTurn> from, List<LiveTurn> grown) {
        List<Delta> pieces = new ArrayList<>();
        for (LiveTurn turn : live.all()) {
            long start = from.applyAsLong(turn);
            if (turn.olderThan(age) && turn.text().size() > start) {
                String text = Text.cut(turn.text().from(start), LONGEST_PIECE);
                pieces.add(new Delta(turn.user(), turn.id(), start, text));
                grown.add(turn);
            }
        }
        return pieces;
    }
}
