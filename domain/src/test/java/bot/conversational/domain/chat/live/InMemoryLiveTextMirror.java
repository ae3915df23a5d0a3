package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mirror in memory, with a switch to take it away. */
public final class InMemoryLiveTextMirror implements LiveTextMirror {

    private record Key(UserId user, MessageId turn) {}

    private final Map<Key, String> texts = new HashMap<>();
    private boolean away;

    @Override
    public synchronized List<Long> append(List<Delta> pieces) {
        check();
        return pieces.stream()
                .map(piece -> AnswerText.sizeOf(texts.compute(new Key(piece.user(), piece.turn()), (key, text) -> {
                    String known = text == null ? "" : text;
                    return AnswerText.sizeOf(known) == piece.start() ? known + piece.text() : known;
                })))
                .toList();
    }

    @Override
    public synchronized Optional<String> read(UserId user, MessageId turn, long offset) {
        check();
        String text = texts.getOrDefault(new Key(user, turn), "");
        return Optional.of(AnswerText.of(text).from(offset)).filter(rest -> !rest.isEmpty());
    }

    /** Loses everything. */
    public synchronized void flush() {
        texts.clear();
    }

    public synchronized Outage outage() {
        away = true;
        return () -> {
            synchronized (this) {
                away = false;
            }
        };
    }

    private void check() {
        if (away) {
            throw new DomainException.Unavailable("The mirror is away.", null);
        }
    }
}
