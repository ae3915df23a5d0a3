package bot.conversational.domain.chat.generation;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.live.FinishedTurnReader;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Optional;

/** One generation from the model's first piece of text to the durable end, on a thread of its own. */
final class Generation {

    /** What a caller waits for the store, before the model is asked and after it has answered, in all. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * How the model ended.
     *
     * @param completion when it finished; it names the model that answered, which may be a fallback
     */
    private record Outcome(MessageStatus status, Optional<Completion> completion, Optional<DomainException> failure) {

        Optional<FinishReason> finish() {
            return completion.flatMap(Completion::finish);
        }

        String model(String asked) {
            return completion.map(Completion::model).orElse(asked);
        }

        Optional<TokenUsage> usage() {
            return completion.flatMap(Completion::usage);
        }
    }

    private final TurnStore turns;
    private final AnswerStore answers;
    private final TurnPlan turn;
    private final LiveTurn live;
    private final ModelCall call;

    Generation(TurnStore turns, AnswerStore answers, TurnPlan turn, LiveTurn live, ModelCall call) {
        this.turns = turns;
        this.answers = answers;
        this.turn = turn;
        this.live = live;
        this.call = call;
    }

    /**
     * Generates, stores the answer and notifies the readers.
     *
     * @return the answer when this generation ended the turn
     */
    Optional<ContextMessage> run() {
        Duration left = PATIENCE.minus(live.age());
        Outcome outcome = generate();
        long callersLeave = System.nanoTime() + left.toNanos();
        live.log().close();
        String model = outcome.model(turn.start().model());
        ContextMessage answer =
                turn.answer(live.log().content(), outcome.status(), outcome.finish(), model, outcome.usage());
        call.ended(outcome.status(), answer.tokens());
        try {
            if (endDurably(answer, callersLeave)) {
                live.end(answer.message(), outcome.failure());
                return Optional.of(answer);
            }
            endedByAnother(answer);
        } catch (DomainException lost) {
            live.lose(lost);
        }
        return Optional.empty();
    }

    private Outcome generate() {
        try {
            Completion completion = call.generate(live::append, live.cancellation());
            return completion.stopped()
                    ? stopped()
                    : new Outcome(MessageStatus.COMPLETED, Optional.of(completion), Optional.empty());
        } catch (DomainException failure) {
            return live.cancellation().stopped()
                    ? stopped()
                    : new Outcome(MessageStatus.FAILED, Optional.empty(), Optional.of(failure));
        } catch (RuntimeException mistake) {
            DomainException broken = new DomainException.Broken("The language model's adapter failed.", mistake);
            return new Outcome(MessageStatus.FAILED, Optional.empty(), Optional.of(broken));
        }
    }

    private Outcome stopped() {
        MessageStatus status = live.whenStopped();
        return new Outcome(status, Optional.empty(), FinishedTurnReader.failure(status));
    }

    /**
     * Tries until the store can be reached: giving up would leave a running turn that no thread ends. Only callers are
     * not kept waiting for that long. A repeat of an end that was committed, but not confirmed, finds the turn ended with
     * the same answer.
     */
    private boolean endDurably(ContextMessage answer, long callersLeave) {
        NewTurn start = turn.start();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                var conversation = start.before().conversation();
                return turns.end(conversation.user(), conversation.id(), 1, answer);
            } catch (DomainException.Unavailable away) {
                live.keepReadersUntil(callersLeave);
                sleep(pause, away);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /**
     * The node was thought dead, the end's confirmation was lost, the conversation was deleted, or the store has lost the
     * turn: a standby that took over had not heard of its beginning.
     */
    private void endedByAnother(ContextMessage answer) {
        Optional<Message> stored =
                answers.findDurable(live.user(), live.conversation(), live.id()).map(Exchange::assistantMessage);
        if (stored.isPresent()) {
            live.end(stored.get(), FinishedTurnReader.failure(stored.get().status()));
        } else if (conversationExists()) {
            Message lost = answer.message().with(answer.message().body(), MessageStatus.FAILED);
            DomainException why = new DomainException.Unavailable("The message was not kept. Send it again.", null);
            live.end(lost, Optional.of(why));
        } else {
            throw new DomainException.NotFound("conversation");
        }
    }

    private boolean conversationExists() {
        return turns.context(live.user(), live.conversation(), new Parent.Newest(), 0)
                .isPresent();
    }

    private static void sleep(Duration pause, DomainException.Unavailable away) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away;
        }
    }
}
