package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.live.Watermark;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies the texts of this node's live turns to where other nodes find them: often to the mirror and, less often,
 * durably to the store. Turns that end within a moment are not copied. Each of the two is for one task of its own.
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
    public void mirror() {
        Map<LiveTurn, Delta> pieces = unsaved(Watermark.MIRROR, WORTH_MIRRORING);
        if (pieces.isEmpty()) {
            return;
        }
        try {
            List<Long> sizes = mirror.append(List.copyOf(pieces.values()));
            Iterator<Long> next = sizes.iterator();
            for (LiveTurn turn : pieces.keySet()) {
                long size = next.next();
                if (size != LiveTextMirror.UNKNOWN) {
                    turn.saved(Watermark.MIRROR, size);
                }
            }
            mirrored = !sizes.contains(LiveTextMirror.UNKNOWN);
        } catch (DomainException.Unavailable away) {
            mirrored = false;
        }
    }

    /** Brings the store up to date: to be called every second, and does so every other time while the mirror is there. */
    public void keep() {
        turnsToKeep = !turnsToKeep;
        if (mirrored && !turnsToKeep) {
            return;
        }
        Map<LiveTurn, Delta> pieces = unsaved(Watermark.STORE, WORTH_KEEPING);
        if (!pieces.isEmpty()) {
            Set<MessageId> taken = deltas.keep(List.copyOf(pieces.values()));
            pieces.forEach((turn, piece) -> turn.saved(
                    Watermark.STORE, taken.contains(turn.id()) ? piece.start() + AnswerLog.sizeOf(piece.text()) : 0));
        }
    }

    private Map<LiveTurn, Delta> unsaved(Watermark mark, Duration age) {
        Map<LiveTurn, Delta> pieces = new LinkedHashMap<>();
        for (LiveTurn turn : live.all()) {
            if (turn.olderThan(age)) {
                turn.unsaved(mark, LONGEST_PIECE).ifPresent(piece -> pieces.put(turn, piece));
            }
        }
        return pieces;
    }
}
