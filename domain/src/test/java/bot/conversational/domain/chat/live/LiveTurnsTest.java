package bot.conversational.domain.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.TestNode;
import bot.conversational.domain.chat.live.TurnReader.Step;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.ScriptedLanguageModel.Step.WaitFor;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Turns that outlive their callers, on two nodes. */
class LiveTurnsTest extends TwoNodes {

    @Test
    void readersShouldGetTheWholeTextEachAtItsOwnPace() {
        TurnReader first = halted("Half", " a loaf");
        assertThat(text(first, 4)).isEqualTo("Half");
        TurnReader second = one.follow
                .follow(user, conversation, id(first), Optional.empty())
                .orElseThrow();
        gate.complete(null);
        assertThat(rest(first)).isEqualTo(" a loaf");
        assertThat(rest(second)).isEqualTo("Half a loaf");
        assertThat(stored(id(first)).content()).isEqualTo("Half a loaf");
    }

    @Test
    void generationShouldGoOnWhenNobodyReads() {
        TurnReader reader = halted("Half", " a loaf");
        gate.complete(null);
        await().atMost(SOON).until(() -> stored(id(reader)).status() == MessageStatus.COMPLETED);
    }

    @Test
    void otherNodeShouldFollowFromTheMirror() {
        TurnReader here = halted("Grö", "ße 😀");
        text(here, 4);
        mirrorSoon(here, 4);
        TurnReader there = two.follow
                .follow(user, conversation, id(here), Optional.of(new StreamPosition.At(id(here), new Place(2, 0))))
                .orElseThrow();
        assertThat(text(there, 2)).isEqualTo("ö");
        gate.complete(null);
        assertThat(rest(there)).isEqualTo("ße 😀");
    }

    @Test
    void otherNodeShouldFollowFromTheStoreWhenTheMirrorIsAway() {
        try (Outage outage = mirror.outage()) {
            TurnReader here = halted("Half", " a loaf");
            text(here, 4);
            await().atMost(SOON).until(() -> {
                one.texts.keep();
                return stored(id(here)).content().equals("Half");
            });
            TurnReader there = two.follow
                    .follow(user, conversation, id(here), Optional.empty())
                    .orElseThrow();
            assertThat(text(there, 4)).isEqualTo("Half");
            gate.complete(null);
            assertThat(rest(there)).isEqualTo(" a loaf");
        }
    }

    @Test
    void followShouldGiveNothingWhenAllWasSeen() {
        MessageId id = one.send
                .send(user, conversation, question("q"), Optional.empty())
                .await()
                .assistantMessage()
                .id();
        assertThat(two.follow.follow(user, conversation, id, Optional.of(new StreamPosition.End(id))))
                .isEmpty();
        assertThat(rest(two.follow
                        .follow(user, conversation, id, Optional.of(new StreamPosition.At(id, new Place(8, 0))))
                        .orElseThrow()))
                .isEqualTo("an answer.");
        assertThatThrownBy(() -> two.follow.follow(
                        StoreSamples.newUser(stores), conversation, id, Optional.of(new StreamPosition.End(id))))
                .isInstanceOf(DomainException.NotFound.class);
        assertThatThrownBy(() -> two.follow.follow(
                        user, conversation, id, Optional.of(new StreamPosition.End(new MessageId(ids.next())))))
                .isInstanceOf(DomainException.Malformed.class);
    }

    @Test
    void stopShouldKeepThePartFromAnyNode() {
        TurnReader reader = halted("Half", " a loaf");
        text(reader, 4);
        Thread obeying = Thread.startVirtualThread(() -> await().atMost(SOON).until(() -> {
            one.stop.obey(one.id);
            return one.live.size() == 0;
        }));
        Message stopped = two.stop.stop(user, conversation, id(reader));
        assertThat(stopped.status()).isEqualTo(MessageStatus.STOPPED);
        assertThat(stopped.content()).isEqualTo("Half");
        assertThat(two.stop.stop(user, conversation, id(reader))).isEqualTo(stopped);
        assertThat(obeying).isNotNull();
    }

    @Test
    void retryUnderTheSameKeyShouldJoinTheRunningTurn() {
        Question question = question("q");
        Optional<KeyedRequest> request = Optional.of(KeyedRequest.of(new IdempotencyKey("k"), conversation, question));
        model.script(new WaitFor(gate), new ScriptedLanguageModel.Step.Say("Once."));
        TurnReader first = one.send.send(user, conversation, question, request);
        List<TurnReader> joined = new ArrayList<>();
        for (int i = 0; i < 2 * TestNode.MOST_OF_USER; i++) {
            joined.add(one.send.send(user, conversation, question, request));
        }
        joined.add(two.send.send(user, conversation, question, request));
        gate.complete(null);
        Exchange exchange = first.await();
        for (TurnReader reader : joined) {
            assertThat(reader.replayed()).isTrue();
            assertThat(reader.await().assistantMessage()).isEqualTo(exchange.assistantMessage());
        }
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void limitsShouldRefuseBeforeAnythingIsWritten() {
        for (int i = 0; i < TestNode.MOST_OF_USER; i++) {
            model.script(new WaitFor(gate));
            one.send.send(user, conversation(), question("q" + i), Optional.empty());
        }
        assertThatThrownBy(() -> one.send.send(user, conversation(), question("more"), Optional.empty()))
                .isInstanceOf(DomainException.LimitExceeded.class);
        model.script(new WaitFor(gate));
        model.script(new WaitFor(gate));
        for (int i = 0; i < 2; i++) {
            UserId other = StoreSamples.newUser(stores);
            one.send.send(other, conversation(other), question("q"), Optional.empty());
        }
        UserId last = StoreSamples.newUser(stores);
        ConversationId untouched = conversation(last);
        assertThatThrownBy(() -> one.send.send(last, untouched, question("q"), Optional.empty()))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(stores.conversations().find(last, untouched).orElseThrow().messageCount())
                .isZero();
        gate.complete(null);
        await().atMost(SOON).until(() -> one.live.size() == 0);
        one.send.send(user, conversation(), question("again"), Optional.empty()).await();
    }

    @Test
    void equalQuestionsAtOnceShouldShareOneCall() {
        TurnReader first = halted("For ", "both.");
        text(first, 4);
        TurnReader second = one.send.send(user, conversation(), question("q"), Optional.empty());
        assertThat(text(second, 4)).isEqualTo("For ");
        gate.complete(null);
        assertThat(first.await().assistantMessage().content()).isEqualTo("For both.");
        assertThat(second.await().assistantMessage().content()).isEqualTo("For both.");
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void stoppingOneShouldNotStopWhoSharesItsCall() {
        TurnReader first = halted("Half", " a loaf");
        text(first, 4);
        TurnReader second = one.send.send(user, conversation(), question("q"), Optional.empty());
        assertThat(text(second, 4)).isEqualTo("Half");
        assertThat(one.stop.stop(user, conversation, id(first)).content()).isEqualTo("Half");
        gate.complete(null);
        assertThat(second.await().assistantMessage().content()).isEqualTo("Half a loaf");
    }

    @Test
    void whoJoinedACallThatFailsAtOnceShouldTryAgain() {
        model.script(
                new WaitFor(gate), new ScriptedLanguageModel.Step.Fail(new DomainException.ModelFailed("no", null)));
        TurnReader first = one.send.send(user, conversation, question("q"), Optional.empty());
        await().atMost(SOON).until(() -> model.prompts().size() == 1);
        TurnReader second = one.send.send(user, conversation(), question("q"), Optional.empty());
        assertThat(second.next(Duration.ofMillis(50))).isInstanceOf(Step.Silence.class);
        gate.complete(null);
        assertThatThrownBy(first::await).isInstanceOf(DomainException.ModelFailed.class);
        assertThat(second.await().assistantMessage().content()).isEqualTo("This is an answer.");
    }

    @Test
    void regenerateShouldMakeASiblingByTheModel() {
        Exchange exchange = one.ask(user, conversation, question("q"), Optional.empty());
        GenerationOptions options = GenerationOptions.of(Optional.empty(), Optional.of(0.5), Optional.empty());
        model.answer("Another one.");
        Exchange again = two.regenerate
                .regenerate(user, conversation, exchange.assistantMessage().id(), options, Optional.empty())
                .await();
        assertThat(again.userMessage()).isEqualTo(exchange.userMessage());
        assertThat(again.assistantMessage().content()).isEqualTo("Another one.");
        assertThat(again.assistantMessage().parentId())
                .contains(exchange.userMessage().id());
        assertThat(model.prompts().getLast().messages())
                .isEqualTo(model.prompts().getFirst().messages());
        assertThat(model.prompts().getLast().sampling().temperature()).contains(0.5);
        one.ask(user, conversation, question("next"), Optional.empty());
        assertThat(model.prompts().getLast().messages())
                .extracting(line -> line.content().text())
                .containsExactly("q", "Another one.", "next");
    }

    @Test
    void regenerateShouldWantTheFormThatTheQuestionWanted() {
        AnswerForm form = new AnswerForm(
                new ToolUse(List.of(new ToolUse.Tool("now", Optional.empty(), "{}")), Optional.empty()),
                new ResponseFormat.JsonObject());
        Question question =
                new Question("q", new Parent.Newest(), new GenerationOptions(Optional.empty(), Sampling.NONE, form));
        Exchange exchange = one.ask(user, conversation, question, Optional.empty());

        two.regenerate
                .regenerate(
                        user,
                        conversation,
                        exchange.assistantMessage().id(),
                        GenerationOptions.of(Optional.empty(), Optional.of(0.5), Optional.empty()),
                        Optional.empty())
                .await();

        assertThat(model.prompts()).extracting(Prompt::tools).containsExactly(form.tools(), form.tools());
        assertThat(model.prompts()).extracting(Prompt::format).containsExactly(form.format(), form.format());
        assertThat(model.prompts().getLast().sampling().temperature()).contains(0.5);
    }

    @Test
    void tokensOfADayShouldBeReservedAndSettled() {
        TestNode strict = new TestNode("strict", shared, Thread::startVirtualThread, 520);
        strict.ask(user, conversation(), question("q"), Optional.empty());
        await().atMost(SOON).untilAsserted(() -> assertThat(strict.live.size()).isZero());
        model.answer("Second.");
        GenerationOptions options = GenerationOptions.of(Optional.empty(), Optional.empty(), Optional.of(506));
        Question limited = new Question("q2", new Parent.Newest(), options);
        strict.ask(user, conversation(), limited, Optional.empty());
        await().atMost(SOON).untilAsserted(() -> assertThat(strict.live.size()).isZero());
        assertThatThrownBy(() -> strict.ask(user, conversation(), question("q3"), Optional.empty()))
                .isInstanceOf(DomainException.LimitExceeded.class);
    }
}
