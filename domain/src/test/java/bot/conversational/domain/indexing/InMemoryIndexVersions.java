package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generations of an index in memory, and the search that sees one of them. */
public final class InMemoryIndexVersions implements IndexVersions, MessageSearch {

    private record Held(Generation generation, MessageIndex index) {}

    private final List<Held> held = new ArrayList<>();
    private int made;

    /** With one that is searched already. */
    public static InMemoryIndexVersions of(MessageIndex index) {
        InMemoryIndexVersions generations = new InMemoryIndexVersions();
        generations.held.add(new Held(new Generation("given", true, Fit.SAME, Optional.empty()), index));
        return generations;
    }

    /** All documents of the one that is searched. */
    public synchronized List<MessageDocument> searched() {
        return held.stream()
                .filter(it -> it.generation().searched())
                .findFirst()
                .map(it -> ((InMemoryMessageIndex) it.index()).documents())
                .orElseThrow(() -> new DomainException.Unavailable("There is no index to search.", null));
    }

    /** Loses everything. */
    public synchronized void wipe() {
        held.clear();
    }

    @Override
    public synchronized List<Generation> all() {
        return held.stream().map(Held::generation).toList();
    }

    @Override
    public synchronized List<MessageIndex> written() {
        if (held.isEmpty()) {
            throw new DomainException.Unavailable("There is no index.", null);
        }
        return held.stream().map(it -> index(it.generation().name())).toList();
    }

    @Override
    public MessageIndex index(String name) {
        return new MessageIndex() {
            @Override
            public List<Rejection> write(List<IndexEntry> entries) {
                return held(name).index().write(entries);
            }

            @Override
            public void discard(UserId user, List<MessageId> messages) {
                held(name).index().discard(user, messages);
            }
        };
    }

    private synchronized Held held(String name) {
        return held.stream()
                .filter(it -> it.generation().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DomainException.Unavailable("The index is gone.", null));
    }

    @Override
    public synchronized String begin(DatabaseVersion mark) {
        held.removeIf(it -> !it.generation().searched());
        String name = "g" + ++made;
        held.addFirst(new Held(new Generation(name, false, Fit.SAME, Optional.of(mark)), new InMemoryMessageIndex()));
        return name;
    }

    @Override
    public synchronized void publish(String name) {
        Held published = held(name);
        held.clear();
        Generation it = published.generation();
        held.add(new Held(new Generation(it.name(), true, it.fit(), it.mark()), published.index()));
    }

    @Override
    public synchronized void mark(String name, DatabaseVersion mark) {
        held.replaceAll(it -> it.generation().name().equals(name) ? marked(it, mark) : it);
    }

    private static Held marked(Held it, DatabaseVersion mark) {
        Generation old = it.generation();
        boolean newer = old.mark().map(known -> mark.number() > known.number()).orElse(true);
        return newer
                ? new Held(new Generation(old.name(), old.searched(), old.fit(), Optional.of(mark)), it.index())
                : it;
    }

    @Override
    public synchronized MessageHits search(UserId user, MessageQuery query) {
        @Nullable
        MessageSearch searched = held.stream()
                .filter(it -> it.generation().searched())
                .map(it -> (MessageSearch) it.index())
                .findFirst()
                .orElse(null);
        if (searched == null) {
            throw new DomainException.Unavailable("There is no index to search.", null);
        }
        return searched.search(user, query);
    }
}
