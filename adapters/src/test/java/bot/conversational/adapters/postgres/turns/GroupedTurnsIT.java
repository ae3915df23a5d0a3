package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Turns of many users in one statement: each gets its own outcome, and nobody gets into somebody else's conversation. */
class GroupedTurnsIT {

    private static final int OWNERS = 20;

    private final TestDatabase database = TestDatabase.create();
    private final Jdbi jdbi = database.jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);

    @Test
    void ownersAndAttackersShouldGetTheirOwnOutcomesInOneGroup() throws Exception {
        List<Dialogue> owners =
                Stream.generate(() -> Dialogue.of(stores)).limit(OWNERS).toList();
        List<NewTurn> turns = owners.stream().map(owner -> owner.asking("mine")).toList();
        List<NewTurn> attacks = turns.stream()
                .map(turn -> stolen(turn, StoreSamples.newUser(stores)))
                .toList();
        List<Beginning> outcomes = together(Stream.concat(turns.stream(), attacks.stream())
                .map(this::beginning)
                .toList());

        assertThat(outcomes.subList(0, OWNERS)).containsOnly(new Beginning.Begun());
        assertThat(outcomes.subList(OWNERS, 2 * OWNERS)).containsOnly(new Beginning.NoConversation());
        assertThat(commits()).isLessThan(OWNERS / 2);
        for (int i = 0; i < OWNERS; i++) {
            owners.get(i).begun(turns.get(i));
            assertThat(contents(owners.get(i))).containsExactly("", "mine");
        }
    }

    @Test
    void turnsShouldEndTogetherEachWithItsOwnAnswer() throws Exception {
        List<Dialogue> owners =
                Stream.generate(() -> Dialogue.of(stores)).limit(OWNERS).toList();
        List<Callable<Boolean>> ends = new ArrayList<>();
        for (Dialogue owner : owners) {
            NewTurn turn = owner.asking("Q");
            stores.turns().begin(turn);
            owner.begun(turn);
            ContextMessage answer = owner.answer(turn, "to " + owner.user());
            ends.add(() -> stores.turns().end(owner.user(), owner.id(), 1, answer));
            // Somebody else's name on the same answer, and an attempt that is over.
            UserId stranger = StoreSamples.newUser(stores);
            ends.add(() -> stores.turns().end(stranger, owner.id(), 1, answer));
            ends.add(() -> stores.turns().end(owner.user(), owner.id(), 7, answer));
        }
        List<Boolean> outcomes = together(ends);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i)).isEqualTo(i % 3 == 0);
        }
        for (Dialogue owner : owners) {
            assertThat(contents(owner)).containsExactly("to " + owner.user(), "Q");
        }
    }

    @Test
    void poisonousTurnShouldNotHurtItsNeighbours() throws Exception {
        List<Dialogue> owners =
                Stream.generate(() -> Dialogue.of(stores)).limit(OWNERS).toList();
        UserId racer = StoreSamples.newUser(stores);
        List<Dialogue> racing = List.of(Dialogue.of(stores, racer), Dialogue.of(stores, racer));
        List<Callable<Beginning>> calls = new ArrayList<>();
        owners.forEach(owner -> calls.add(beginning(owner.asking("well"))));
        // One key in two conversations: the unique index lets one of them through.
        racing.forEach(dialogue -> calls.add(beginning(dialogue.asking("once", "a-key"))));
        List<Beginning> outcomes = together(calls);
        assertThat(outcomes.subList(0, OWNERS)).containsOnly(new Beginning.Begun());
        assertThat(outcomes.subList(OWNERS, OWNERS + 2))
                .filteredOn(Beginning.Begun.class::isInstance)
                .hasSize(1);
        assertThat(outcomes.subList(OWNERS, OWNERS + 2))
                .filteredOn(Beginning.KeyUsed.class::isInstance)
                .hasSize(1);
    }

    /** Before, the statement failed for all, who then wrote alone. */
    @Test
    void keyThatIsUsedTwiceShouldCostItsNeighboursNoCommit() throws Exception {
        List<Dialogue> owners =
                Stream.generate(() -> Dialogue.of(stores)).limit(OWNERS).toList();
        UserId racer = StoreSamples.newUser(stores);
        List<Callable<Beginning>> calls = new ArrayList<>();
        for (Dialogue dialogue : List.of(Dialogue.of(stores, racer), Dialogue.of(stores, racer))) {
            calls.add(beginning(dialogue.asking("once", "a-key")));
        }
        owners.forEach(owner -> calls.add(beginning(owner.asking("well"))));

        together(calls);

        assertThat(commits()).isLessThan(OWNERS / 2);
    }

    @Test
    void turnsOfOneConversationShouldWaitForItsRowOnOneConnection() throws Exception {
        Dialogue dialogue = Dialogue.of(stores);
        List<Future<Beginning>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Handle writer = jdbi.open()) {
            writer.begin();
            writer.execute(
                    "select from conversations where id = ? for update",
                    dialogue.id().value());
            for (int i = 0; i < OWNERS; i++) {
                NewTurn turn = dialogue.asking("once", "a-key");
                calls.add(threads.submit(() -> insistently(turn)));
            }
            await().until(() -> TestDatabase.waitingForLocks(jdbi) > 0);
            await().during(Duration.ofMillis(500)).until(() -> TestDatabase.waitingForLocks(jdbi) == 1);
            writer.commit();
        }
        List<Beginning> outcomes = new ArrayList<>();
        for (Future<Beginning> call : calls) {
            outcomes.add(call.get());
        }
        assertThat(outcomes).filteredOn(Beginning.Begun.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Beginning.KeyUsed.class::isInstance).hasSize(OWNERS - 1);
    }

    /** As clients are told to: whoever queued for too long repeats the call with the same key. */
    private Beginning insistently(NewTurn turn) {
        return Awaitility.await()
                .ignoreExceptionsInstanceOf(DomainException.Unavailable.class)
                .until(() -> stores.turns().begin(turn), Objects::nonNull);
    }

    private Callable<Beginning> beginning(NewTurn turn) {
        return () -> stores.turns().begin(turn);
    }

    /** Runs calls while nobody may write, so that they gather. */
    private <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Handle lock = jdbi.open()) {
            lock.begin();
            lock.execute("lock table conversations in access exclusive mode");
            List<Future<T>> running = new ArrayList<>();
            calls.forEach(call -> running.add(threads.submit(call)));
            await().until(() -> TestDatabase.waitingForLocks(jdbi) > 0);
            lock.commit();
            List<T> outcomes = new ArrayList<>();
            for (Future<T> call : running) {
                outcomes.add(call.get());
            }
            return outcomes;
        }
    }

    /** How many transactions made the turns. */
    private int commits() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(distinct xmin::text) from turns")
                .mapTo(Integer.class)
                .one());
    }

    private List<String> contents(Dialogue dialogue) {
        return stores
                .messages()
                .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(50))
                .orElseThrow()
                .items()
                .stream()
                .map(Message::content)
                .toList();
    }

    /** The same turn, but asked by somebody else. */
    private static NewTurn stolen(NewTurn turn, UserId thief) {
        Conversation c = turn.before().conversation();
        Conversation claimed = new Conversation(c.id(), thief, c.settings(), c.progress());
        ConversationState before = new ConversationState(
                claimed,
                turn.before().lastSeq(),
                turn.before().head(),
                turn.before().write());
        Message answer = Message.generating(
                new MessageId(UUID.randomUUID()),
                turn.answer().position(),
                turn.answer().model(),
                turn.startedAt());
        return new NewTurn(
                before, turn.question(), turn.answerParent(), answer, turn.origin(), turn.title(), turn.wanted());
    }
}
