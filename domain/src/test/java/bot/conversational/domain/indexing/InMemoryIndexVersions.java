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

    private record Held(IndexVersion version, MessageIndex index) {}

    private final List<Held> held = new ArrayList<>();
    private int made;

    /** With one that is searched already. */
    public static InMemoryIndexVersions of(MessageIndex index) {
        InMemoryIndexVersions versions = new InMemoryIndexVersions();
        versions.held.add(new Held(new IndexVersion("given", true, Fit.SAME, Optional.empty()), index));
        return versions;
    }

    /** All documents of the one that is searched. */
    public synchronized List<MessageDocument> searched() {
        return held.stream()
                .filter(it -> it.version().searched())
                .findFirst()
                .map(it -> ((InMemoryMessageIndex) it.index()).documents())
                .orElseThrow(() -> new DomainException.Unavailable("There is no index to search.", null));
    }

    /** Loses everything. */
    public synchronized void wipe() {
        held.clear();
    }

    @Override
    public synchronized List<IndexVersion> all() {
        return held.stream().map(Held::version).toList();
    }

    @Override
    public synchronized List<MessageIndex> written() {
        if (held.isEmpty()) {
            throw new DomainException.Unavailable("There is no index.", null);
        }
        return held.stream().map(it -> index(it.version().name())).toList();
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
                .filter(it -> it.version().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DomainException.Unavailable("The index is gone.", null));
    }

    @Override
    public synchronized String begin(DatabaseVersion current) {
        held.removeIf(it -> !it.version().searched());
        String name = "g" + ++made;
        held.addFirst(
                new Held(new IndexVersion(name, false, Fit.SAME, Optional.of(current)), new InMemoryMessageIndex()));
        return name;
    }

    @Override
    public synchronized void publish(String name) {
        Held published = held(name);
        held.clear();
        IndexVersion it = published.version();
        held.add(new Held(new IndexVersion(it.name(), true, it.fit(), it.database()), published.index()));
    }

    @Override
    public synchronized void show(String name, DatabaseVersion current) {
        held.replaceAll(it -> it.version().name().equals(name) ? shown(it, current) : it);
    }

    private static Held shown(Held it, DatabaseVersion current) {
        IndexVersion old = it.version();
        boolean newer =
                old.database().map(known -> current.number() > known.number()).orElse(true);
        return newer
                ? new Held(new IndexVersion(old.name(), old.searched(), old.fit(), Optional.of(current)), it.index())
                : it;
    }

    @Override
    public synchronized MessageHits search(UserId user, MessageQuery query) {
        @Nullable
        MessageSearch searched = held.stream()
                .filter(it -> it.version().searched())
                .map(it -> (MessageSearch) it.index())
                .findFirst()
                .orElse(null);
        if (searched == null) {
            throw new DomainException.Unavailable("There is no index to search.", null);
        }
        return searched.search(user, query);
    }
}
