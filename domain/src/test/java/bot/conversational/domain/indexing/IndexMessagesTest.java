package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.indexing.InMemoryDeadLetters;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class IndexMessagesTest {

    private final UserId user = new UserId(UUID.randomUUID());
    private final Changes changes = new Changes();
    private final InMemoryMessageIndex index = new InMemoryMessageIndex();
    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters(new InMemoryDatabase());
    private final IndexMessages indexMessages = into(InMemoryIndexVersions.of(index));

    private IndexMessages into(IndexVersions versions) {
        return new IndexMessages(
                changes, new ReindexChanges(changes, deadLetters, Runnable::run), versions, new NodeId("node-1", 1));
    }

    @Test
    void runOnceShouldHaveNoWorkWhenNothingChanged() {
        assertThat(indexMessages.runOnce()).isFalse();
        assertThat(changes.acknowledged).isZero();
    }

    @Test
    void runOnceShouldIndexWhatChangedAndAcknowledgeIt() {
        changes.put(DocumentBuilder.of(user).saying("a word").build());

        assertThat(indexMessages.runOnce()).isTrue();
        assertThat(indexMessages.runOnce()).isFalse();
        assertThat(found("word")).isEqualTo(1);
    }

    @Test
    void runOnceShouldReadAThingOnceWhenItChangedOften() {
        MessageDocument document = DocumentBuilder.of(user).saying("a word").build();
        changes.put(document);
        changes.put(document);

        indexMessages.runOnce();

        assertThat(changes.read).hasSize(1);
    }

    @Test
    void runOnceShouldRemoveAConversationThatIsGone() {
        ConversationId gone = new ConversationId(UUID.randomUUID());
        changes.put(DocumentBuilder.of(user).in(gone).saying("a word").build());
        indexMessages.runOnce();

        changes.remove(new IndexEntry.RemoveConversation(user, gone, 2));
        indexMessages.runOnce();

        assertThat(found("word")).isZero();
    }

    @Test
    void runOnceShouldAcknowledgeWhenTheChangedThingIsNotThere() {
        changes.waiting.add(new Change(user, Change.Entity.MESSAGE, UUID.randomUUID(), 1));

        assertThat(indexMessages.runOnce()).isTrue();
        assertThat(indexMessages.runOnce()).isFalse();
    }

    @Test
    void runOnceShouldAcknowledgeNothingWhenTheIndexIsAway() {
        changes.put(DocumentBuilder.of(user).saying("a word").build());
        indexMessages.runOnce();
        changes.put(DocumentBuilder.of(user).saying("another word").build());

        try (Outage outage = index.outage()) {
            assertThatThrownBy(indexMessages::runOnce).isInstanceOf(DomainException.Unavailable.class);
        }

        assertThat(indexMessages.runOnce()).isTrue();
        assertThat(found("word")).isEqualTo(2);
    }

    @Test
    void runOnceShouldLoseNothingWhenItDiesBetweenWriteAndAcknowledgement() {
        changes.put(DocumentBuilder.of(user).saying("a word").build());
        changes.dieBeforeAcknowledging = true;

        assertThatThrownBy(indexMessages::runOnce).isInstanceOf(DomainException.Unavailable.class);
        changes.dieBeforeAcknowledging = false;

        assertThat(indexMessages.runOnce()).isTrue();
        assertThat(found("word")).isEqualTo(1);
    }

    @Test
    void runOnceShouldTellAndGoOnWhenTheIndexRefusesAMessage() {
        MessageDocument refused = DocumentBuilder.of(user).saying("a word").build();
        MessageIndex picky = new MessageIndex() {
            @Override
            public List<Rejection> write(List<IndexEntry> entries) {
                return List.of(new Rejection(refused, "document_parsing_exception"));
            }

            @Override
            public void discard(UserId user, List<MessageId> messages) {}
        };
        changes.put(refused);

        assertThat(into(InMemoryIndexVersions.of(picky)).runOnce()).isTrue();

        assertThat(deadLetters.all())
                .containsExactly(new MessageIndex.Rejection(refused, "document_parsing_exception"));
        assertThat(changes.acknowledged).isEqualTo(1);
    }

    @Test
    void runOnceShouldBringTwoPiecesAtOnceAndAcknowledgeBothOrNone() {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicBoolean away = new AtomicBoolean(true);
        MessageIndex meeting = new MessageIndex() {
            @Override
            public List<Rejection> write(List<IndexEntry> entries) {
                try {
                    both.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException("alone", e);
                }
                if (away.get() && entries.size() == 1) {
                    throw new DomainException.Unavailable("The index is away.", null);
                }
                synchronized (index) {
                    return index.write(entries);
                }
            }

            @Override
            public void discard(UserId user, List<MessageId> messages) {}
        };
        for (int i = 0; i < 501; i++) {
            changes.put(DocumentBuilder.of(user).saying("a word").build());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IndexMessages follower = new IndexMessages(
                    changes,
                    new ReindexChanges(changes, deadLetters, threads),
                    InMemoryIndexVersions.of(meeting),
                    new NodeId("node-1", 1));
            assertThatThrownBy(follower::runOnce).isInstanceOf(DomainException.Unavailable.class);
            assertThat(found("word")).as("the other piece is over").isEqualTo(500);
            assertThat(changes.acknowledged).isZero();

            away.set(false);
            assertThat(follower.runOnce()).isTrue();
        }
        assertThat(found("word")).isEqualTo(501);
        assertThat(changes.acknowledged).isEqualTo(1);
    }

    @Test
    void runOnceShouldWriteTheVersionThatIsFilledBesideTheSearchedOne() {
        InMemoryIndexVersions versions = InMemoryIndexVersions.of(index);
        IndexMessages follower = into(versions);
        String next = versions.begin(new DatabaseVersion(UUID.randomUUID(), 1));
        changes.put(DocumentBuilder.of(user).saying("a word").build());

        follower.runOnce();

        assertThat(found("word")).isEqualTo(1);
        versions.publish(next);
        assertThat(versions.search(
                                user,
                                new MessageQuery(
                                        "word",
                                        MessageQuery.Filters.NONE,
                                        MessageQuery.Sort.NEWEST,
                                        PageRequest.first(5)))
                        .items())
                .hasSize(1);
    }

    @Test
    void runOnceShouldTakeNoShardsWhileThereIsNothingToWrite() {
        InMemoryIndexVersions versions = new InMemoryIndexVersions();
        IndexMessages follower = into(versions);
        changes.put(DocumentBuilder.of(user).saying("a word").build());

        assertThatThrownBy(follower::runOnce).isInstanceOf(DomainException.Unavailable.class);
        assertThatThrownBy(follower::runOnce).isInstanceOf(DomainException.Unavailable.class);
        assertThat(changes.polls).isEqualTo(1);

        versions.begin(new DatabaseVersion(UUID.randomUUID(), 1));
        assertThat(follower.runOnce()).isTrue();
        assertThat(follower.runOnce()).isFalse();
    }

    private long found(String text) {
        MessageQuery query =
                new MessageQuery(text, MessageQuery.Filters.NONE, MessageQuery.Sort.NEWEST, PageRequest.first(50));
        return index.search(user, query).total().value();
    }

    /** Changes and what they lead to, in memory; just what one follower needs. */
    private static final class Changes implements ChangeFeed, IndexSource {
        final List<Change> waiting = new ArrayList<>();
        final Map<UUID, IndexEntry> things = new HashMap<>();
        volatile List<Change> read = List.of();
        int polls;
        int acknowledged;
        boolean dieBeforeAcknowledging;

        void put(MessageDocument document) {
            UUID id = document.message().id().value();
            things.put(id, new IndexEntry.Put(document));
            waiting.add(new Change(document.user(), Change.Entity.MESSAGE, id, document.version()));
        }

        void remove(IndexEntry.RemoveConversation gone) {
            UUID id = gone.conversation().value();
            things.put(id, gone);
            waiting.add(new Change(gone.user(), Change.Entity.CONVERSATION, id, gone.version()));
        }

        @Override
        public ChangeBatch poll(String consumer, String node, int limit) {
            polls++;
            List<Change> some = waiting.stream().limit(limit).toList();
            return new ChangeBatch(some, Map.of(0, String.valueOf(some.size())));
        }

        @Override
        public void acknowledge(String consumer, String node, ChangeBatch batch) {
            if (dieBeforeAcknowledging) {
                throw new DomainException.Unavailable("The feed is away.", null);
            }
            acknowledged++;
            waiting.subList(
                            0,
                            Integer.parseInt(Objects.requireNonNull(batch.upTo().get(0))))
                    .clear();
        }

        @Override
        public Lag lag(String consumer) {
            return new Lag(waiting.size(), Duration.ZERO);
        }

        @Override
        public Optional<String> heldBackBy() {
            return Optional.empty();
        }

        @Override
        public Optional<String> caughtUp(String consumer, UserId user) {
            return Optional.of("0").filter(none -> waiting.isEmpty());
        }

        @Override
        public boolean changedSince(UserId user, String position) {
            return !waiting.isEmpty();
        }

        @Override
        public Piece read(List<Change> changes, Optional<Place> after, int limit) {
            read = changes;
            List<IndexEntry> entries = new ArrayList<>();
            for (Change change : changes) {
                IndexEntry entry = things.get(change.id());
                if (entry != null) {
                    entries.add(entry);
                }
            }
            return new Piece(entries, Optional.empty());
        }
    }
}
