package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
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
                .map(piece -> AnswerLog.sizeOf(texts.compute(new Key(piece.user(), piece.turn()), (key, text) -> {
                    String known = text == null ? "" : text;
                    return AnswerLog.sizeOf(known) == piece.start() ? known + piece.text() : known;
                })))
                .toList();
    }

    @Override
    public synchronized Optional<String> read(UserId user, MessageId turn, long offset) {
        check();
        String text = texts.getOrDefault(new Key(user, turn), "");
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return offset >= utf8.length
                ? Optional.empty()
                : Optional.of(new String(utf8, (int) offset, utf8.length - (int) offset, StandardCharsets.UTF_8));
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
