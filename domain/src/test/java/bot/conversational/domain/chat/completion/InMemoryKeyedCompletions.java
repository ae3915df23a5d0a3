package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link KeyedCompletions} in memory, of which nothing ends by itself. */
public final class InMemoryKeyedCompletions implements KeyedCompletions {

    private record Place(UserId user, IdempotencyKey key) {}

    private static final class Entry {
        private final Digest hash;
        private String claimant;
        private State state = State.RUNNING;
        private String text = "";

        private Entry(Digest hash, String claimant) {
            this.hash = hash;
            this.claimant = claimant;
        }
    }

    private final Map<Place, Entry> entries = new HashMap<>();

    @Override
    public synchronized State claim(UserId user, KeyedRequest request, String claimant) {
        Place place = new Place(user, request.key());
        @Nullable Entry known = entries.get(place);
        if (known != null && known.state != State.FAILED) {
            return known.hash.equals(request.hash()) ? known.state : State.OTHER;
        }
        entries.put(place, new Entry(request.hash(), claimant));
        return State.NONE;
    }

    @Override
    public synchronized boolean append(UserId user, IdempotencyKey key, String claimant, List<String> lines) {
        @Nullable Entry entry = entries.get(new Place(user, key));
        if (entry == null || !entry.claimant.equals(claimant)) {
            return false;
        }
        StringBuilder text = new StringBuilder(entry.text);
        lines.forEach(line -> text.append(line).append('\n'));
        if (bytes(text.toString()).length > MOST_BYTES) {
            entry.state = State.TOO_LONG;
            entry.claimant = "";
            entry.text = "";
            return false;
        }
        entry.text = text.toString();
        return true;
    }

    @Override
    public synchronized void end(UserId user, IdempotencyKey key, String claimant, boolean complete) {
        @Nullable Entry entry = entries.get(new Place(user, key));
        if (entry != null && entry.claimant.equals(claimant)) {
            entry.state = complete ? State.ENDED : State.FAILED;
            entry.claimant = "";
        }
    }

    @Override
    public synchronized Kept read(UserId user, IdempotencyKey key, long from) {
        @Nullable Entry entry = entries.get(new Place(user, key));
        if (entry == null) {
            return new Kept(State.NONE, List.of(), from);
        }
        byte[] all = bytes(entry.text);
        byte[] rest = from >= all.length ? new byte[0] : Arrays.copyOfRange(all, (int) from, all.length);
        String text = new String(rest, StandardCharsets.UTF_8);
        return new Kept(entry.state, text.lines().toList(), from + rest.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
