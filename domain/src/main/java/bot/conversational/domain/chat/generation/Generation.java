package bot.conversational.domain.chat.generation;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.live.FinishedTurnReader;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.NewTurn;
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
        Outcome outcome = generate();
        live.log().close();
        String model = outcome.model(turn.start().model());
        ContextMessage answer =
                turn.answer(live.log().content(), outcome.status(), outcome.finish(), model, outcome.usage());
        call.ended(outcome.status(), answer.tokens());
        try {
            if (endDurably(answer)) {
                live.end(answer.message(), outcome.failure());
                return Optional.of(answer);
            }
            endedByAnother();
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
     * Tries until the store can be reached: giving up would leave a running turn that no thread ends. A repeat of an
     * end that was committed, but not confirmed, finds the turn ended with the same answer.
     */
    private boolean endDurably(ContextMessage answer) {
        NewTurn start = turn.start();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                var conversation = start.before().conversation();
                return turns.end(conversation.user(), conversation.id(), 1, answer);
            } catch (DomainException.Unavailable away) {
                sleep(pause, away);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** The node was thought dead, the conversation was deleted, or the end's confirmation was lost. */
    private void endedByAnother() {
        Message stored = answers.find(live.user(), live.conversation(), live.id())
                .orElseThrow(() -> new DomainException.NotFound("conversation"))
                .assistantMessage();
        live.end(stored, FinishedTurnReader.failure(stored.status()));
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
