package bot.conversational.domain.transfer;

import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.transfer.ImportedFolder.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What an import would have made so far, of which nothing is stored: folders, and conversations with their messages. A
 * conversation that a file has twice is so told as storing it would tell it. For one thread.
 */
public final class ImportPlan {

    /** Ids of conversations and messages, in 16 MiB. Conversations beyond that count as new each time. */
    static final int MOST_IDS = 1_000_000;

    private final int most;
    private final Set<Path> folders = new HashSet<>();

    /** Half of each id, which is a hash and never 0. Each stands at its place or in the next free one. */
    private long[] ids = new long[1 << 10];

    private int size;

    public ImportPlan() {
        this(MOST_IDS);
    }

    ImportPlan(int most) {
        this.most = most;
    }

    /** Grows by those that would be made. */
    Set<Path> folders() {
        return folders;
    }

    /** What adding it would come to, if nothing was there before. */
    Outcome take(Transcript transcript) {
        boolean isNew = !isKnown(transcript.conversation().id().value());
        int all = transcript.messages().size();
        if (isNew && size + 1 + all > most) {
            return new Outcome(1, 0, 0, 0, all);
        }
        remember(transcript.conversation().id().value());
        int added = (int) transcript.messages().stream()
                .filter(it -> remember(it.message().id().value()))
                .count();
        if (isNew) {
            return new Outcome(1, 0, 0, 0, added);
        }
        return added > 0 ? new Outcome(0, 1, 0, 0, added) : new Outcome(0, 0, 1, 0, 0);
    }

    private boolean isKnown(UUID id) {
        return ids[place(id.getLeastSignificantBits())] != 0;
    }

    /** Whether it was not known. */
    private boolean remember(UUID id) {
        int place = place(id.getLeastSignificantBits());
        if (ids[place] != 0) {
            return false;
        }
        if (size < most) {
            ids[place] = id.getLeastSignificantBits();
            size++;
            grow();
        }
        return true;
    }

    private int place(long id) {
        int place = (int) id & (ids.length - 1);
        while (ids[place] != 0 && ids[place] != id) {
            place = (place + 1) & (ids.length - 1);
        }
        return place;
    }

    /** At most half of the places are taken. */
    private void grow() {
        if (size * 2 <= ids.length) {
            return;
        }
        long[] before = ids;
        ids = new long[before.length * 2];
        Arrays.stream(before).filter(id -> id != 0).forEach(id -> ids[place(id)] = id);
    }
}
