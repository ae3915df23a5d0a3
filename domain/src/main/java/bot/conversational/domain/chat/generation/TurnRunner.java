package bot.conversational.domain.chat.generation;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.live.FinishedTurnReader;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.chat.turn.TurnStore.RecordedTurn;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Begins turns on this node and runs their generations, each on a thread of the service: the caller may disconnect, or
 * return and join.
 */
public final class TurnRunner {

    private final TurnStore turns;
    private final AnswerStore answers;
    private final ModelCalls calls;
    private final LiveTurns live;
    private final FollowTurn follow;
    private final TurnMetrics metrics;
    private final Executor threads;

    /** @param threads a new one for each task; a task lasts as long as its answer */
    public TurnRunner(
            TurnStore turns,
            AnswerStore answers,
            ModelCalls calls,
            LiveTurns live,
            FollowTurn follow,
            TurnMetrics metrics,
            Executor threads) {
        this.turns = turns;
        this.answers = answers;
        this.calls = calls;
        this.live = live;
        this.follow = follow;
        this.metrics = metrics;
        this.threads = threads;
    }

    /** An answer from what an equal question of the user's gets at this moment, or its own. */
    public Optional<TurnReader> begin(TurnPlan turn, Prompt prompt, Consumer<ContextMessage> whenCompleted) {
        return begin(turn, () -> calls.shared(user(turn), prompt), whenCompleted);
    }

    /** An answer of its own. */
    public Optional<TurnReader> beginAfresh(TurnPlan turn, Prompt prompt, Consumer<ContextMessage> whenCompleted) {
        return begin(turn, () -> calls.alone(user(turn), prompt), whenCompleted);
    }

    /**
     * Begins and ends a turn with an answer that is known.
     *
     * @return empty when the conversation has moved on since it was seen
     */
    public Optional<TurnReader> beginAndEnd(TurnPlan turn, ContextMessage answer, Runnable whenDone) {
        Beginning beginning = turns.beginAndEnd(turn.start(), answer);
        if (beginning instanceof Beginning.Begun) {
            metrics.answeredFromCache();
            whenDone.run();
            Exchange exchange = new Exchange(turn.question().message(), answer.message(), false);
            return Optional.of(new FinishedTurnReader(exchange, Place.START));
        }
        return notBegun(beginning, turn);
    }

    private Optional<TurnReader> begin(
            TurnPlan turn, Supplier<ModelCall> reserve, Consumer<ContextMessage> whenCompleted) {
        LiveTurn entered = new LiveTurn(
                user(turn),
                turn.question().message(),
                turn.generating(),
                turn.start().request().map(KeyedRequest::key));
        live.enter(entered);
        boolean begun = false;
        try {
            ModelCall call = reserve.get();
            Beginning beginning = beginOrGiveBack(turn, call);
            begun = beginning instanceof Beginning.Begun;
            if (!begun) {
                return notBegun(beginning, turn);
            }
            TurnReader reader = entered.reader(Place.START, false);
            threads.execute(() -> run(turn, entered, call, whenCompleted));
            return Optional.of(reader);
        } finally {
            if (!begun) {
                live.leave(entered);
            }
        }
    }

    private Beginning beginOrGiveBack(TurnPlan turn, ModelCall call) {
        boolean begun = false;
        try {
            Beginning beginning = turns.begin(turn.start());
            begun = beginning instanceof Beginning.Begun;
            return beginning;
        } finally {
            if (!begun) {
                call.giveBack();
            }
        }
    }

    private void run(TurnPlan turn, LiveTurn entered, ModelCall call, Consumer<ContextMessage> whenCompleted) {
        try {
            new Generation(turns, answers, turn, entered, call).run().ifPresent(ended -> {
                Message answer = ended.message();
                call.settle(answer.model().orElse(turn.start().model()), answer.usage(), ended.tokens());
                whenCompleted.accept(ended);
            });
        } finally {
            live.leave(entered);
        }
    }

    private Optional<TurnReader> notBegun(Beginning beginning, TurnPlan turn) {
        return switch (beginning) {
            case Beginning.Begun() -> throw new IllegalStateException("it has begun");
            case Beginning.Stale() -> Optional.empty();
            case Beginning.Busy ignored ->
                throw new DomainException.Conflict("A turn is already running in this conversation.");
            case Beginning.KeyUsed(RecordedTurn recorded) -> {
                if (!turn.start().request().map(KeyedRequest::hash).equals(Optional.of(recorded.requestHash()))) {
                    throw new DomainException.KeyReused();
                }
                yield Optional.of(follow.join(user(turn), recorded.exchange()));
            }
            case Beginning.NoConversation() -> throw new DomainException.NotFound("conversation");
        };
    }

    private static UserId user(TurnPlan turn) {
        return turn.start().before().conversation().user();
    }
}
