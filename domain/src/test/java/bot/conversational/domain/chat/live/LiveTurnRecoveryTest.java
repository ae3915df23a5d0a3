package bot.conversational.domain.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.live.TurnReader.Step;
import bot.conversational.domain.chat.recovery.DrainNode;
import bot.conversational.domain.chat.recovery.SaveLiveTexts;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.ScriptedLanguageModel.Step.WaitFor;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Turns whose node or store goes away. */
class LiveTurnRecoveryTest extends TwoNodes {

    @Test
    void textShouldBeKeptFromItsBeginningWhenTheStoreLostIt() {
        List<Long> starts = new ArrayList<>();
        SaveLiveTexts texts = new SaveLiveTexts(one.live, mirror, pieces -> {
            starts.add(pieces.getFirst().start());
            return starts.size() == 2 ? Set.of() : Set.of(pieces.getFirst().turn());
        });
        CompletableFuture<Void> second = new CompletableFuture<>();
        CompletableFuture<Void> third = new CompletableFuture<>();
        model.script(say("Half"), new WaitFor(second), say(" a"), new WaitFor(third), say(" loaf"));
        TurnReader reader = one.send.send(user, conversation, question("q"), Optional.empty());
        offer(texts, starts, 1);
        second.complete(null);
        text(reader, 6);
        offer(texts, starts, 3);
        third.complete(null);
        assertThat(rest(reader)).isEqualTo(" loaf");
        assertThat(starts).containsExactly(0L, 4L, 0L);
    }

    @Test
    void turnsOfADeadNodeShouldBeInterruptedWithThePartThatWasKept() {
        TurnReader reader = halted("Half", " a loaf");
        text(reader, 4);
        await().atMost(SOON).until(() -> {
            one.texts.keep();
            return stored(id(reader)).content().equals("Half");
        });
        two.reap.runOnce();
        assertThat(stored(id(reader)).status()).isEqualTo(MessageStatus.GENERATING);
        one.lease.release();
        await().atMost(SOON).until(() -> {
            two.reap.runOnce();
            return stored(id(reader)).status() == MessageStatus.INTERRUPTED;
        });
        gate.complete(null);
        assertThat(rest(reader)).as("what the dead node went on to say").isEqualTo(" a loaf");
        assertThat(stored(id(reader)).content()).isEqualTo("Half");
    }

    @Test
    void reaperShouldWaitALeaseAfterAnOutageOfTheStore() {
        TurnReader reader = halted("Half");
        one.lease.release();
        two.reap.runOnce();
        long until = System.nanoTime() + Duration.ofMillis(250).toNanos();
        while (System.nanoTime() < until) {
            try (Outage outage = database.outage()) {
                assertThatThrownBy(two.reap::runOnce).isInstanceOf(DomainException.Unavailable.class);
            }
        }
        two.reap.runOnce();
        assertThat(stored(id(reader)).status()).isEqualTo(MessageStatus.GENERATING);
    }

    @Test
    void endShouldBeKeptOnceTheStoreIsBack() {
        TurnReader reader = halted("Half", " a loaf");
        text(reader, 4);
        try (Outage outage = database.outage()) {
            gate.complete(null);
            assertThat(text(reader, 7)).isEqualTo(" a loaf");
            assertThat(reader.next(Duration.ofMillis(150))).isInstanceOf(Step.Silence.class);
        }
        assertThat(reader.await().assistantMessage().status()).isEqualTo(MessageStatus.COMPLETED);
    }

    @Test
    void callersShouldLeaveInTimeWhileTheStoreIsAwayAndTheTurnShouldEndAllTheSame() throws Exception {
        TurnReader reader = halted("Half");
        TurnReader stream = one.follow
                .follow(user, conversation, id(reader), Optional.empty())
                .orElseThrow();
        TurnReader elsewhere = two.follow
                .follow(user, conversation, id(reader), Optional.empty())
                .orElseThrow();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        long began = System.nanoTime();
        try (Outage outage = database.outage()) {
            gate.complete(null);
            List<Thread> waiting = Stream.<ThrowingCallable>of(reader::await, () -> rest(stream), elsewhere::await)
                    .map(call -> Thread.startVirtualThread(() -> failures.add(catchThrowable(call))))
                    .toList();
            for (Thread caller : waiting) {
                caller.join();
            }
        }
        assertThat(failures).hasSize(3).hasOnlyElementsOfType(DomainException.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
        await().atMost(SOON).until(() -> stored(id(reader)).status() == MessageStatus.COMPLETED);
    }

    /** As when a standby takes over that had not heard of the beginning. */
    @Test
    void turnThatTheStoreLostShouldBeToldAsNotKept() {
        TurnReader reader = halted("Half");
        TurnReader stream = one.follow
                .follow(user, conversation, id(reader), Optional.empty())
                .orElseThrow();
        database.call(() ->
                database.conversation(user, conversation).orElseThrow().turns.remove(id(reader)));
        gate.complete(null);
        assertThatThrownBy(reader::await)
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageContaining("not kept");
        assertThat(text(stream, 4)).isEqualTo("Half");
        assertThat(stream.next(SOON))
                .isInstanceOfSatisfying(
                        Step.Ended.class,
                        end -> assertThat(end.failure()).containsInstanceOf(DomainException.Unavailable.class));
    }

    @Test
    void turnOfADeletedConversationShouldBeNotFound() {
        TurnReader reader = halted("Half");
        stores.conversations().delete(user, conversation);
        gate.complete(null);
        assertThatThrownBy(reader::await).isInstanceOf(DomainException.NotFound.class);
    }

    @Test
    void drainingShouldRefuseTheNewAndInterruptTheRest() throws Exception {
        TurnReader reader = halted("Half");
        text(reader, 4);
        new DrainNode(one.live, Duration.ofMillis(100)).finish(SOON);
        assertThat(stored(id(reader)).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(stored(id(reader)).content()).isEqualTo("Half");
        assertThatThrownBy(reader::await).isInstanceOf(DomainException.Unavailable.class);
        assertThatThrownBy(() -> one.send.send(user, conversation, question("q"), Optional.empty()))
                .isInstanceOf(DomainException.Unavailable.class);
    }

    private static void offer(SaveLiveTexts texts, List<Long> offers, int wanted) {
        await().atMost(SOON).until(() -> {
            texts.keep();
            return offers.size() == wanted;
        });
    }
}
