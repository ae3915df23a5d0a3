package bot.conversational.application.tracing;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.user.UserId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A span for each step of a turn in the store. Turns that are written together share one statement, whose span is in the
 * trace of one of them: what the others waited for it is here.
 */
final class TracedTurnStore implements TurnStore {

    private final Tracer tracer;
    private final TurnStore store;
    private final TurnLinks links;

    TracedTurnStore(Tracer tracer, TurnStore store, TurnLinks links) {
        this.tracer = tracer;
        this.store = store;
        this.links = links;
    }

    @Override
    public Optional<Context> context(UserId user, ConversationId conversation, Parent parent, int tokenBudget) {
        return within("turn context", () -> store.context(user, conversation, parent, tokenBudget));
    }

    @Override
    public AnswerForm wanted(UserId user, ConversationId conversation, MessageId question) {
        return within("turn wanted", () -> store.wanted(user, conversation, question));
    }

    @Override
    public Beginning begin(NewTurn turn) {
        note(turn);
        return within("turn begin", () -> store.begin(turn));
    }

    @Override
    public Beginning beginAndEnd(NewTurn turn, ContextMessage answer) {
        note(turn);
        links.note(answer.message().id());
        return within("turn begin and end", () -> store.beginAndEnd(turn, answer));
    }

    @Override
    public boolean end(UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
        links.note(answer.message().id());
        return within("turn end", () -> store.end(user, conversation, attempt, answer));
    }

    /** Before it is written: it may be indexed at once. */
    private void note(NewTurn turn) {
        turn.question().ifPresent(question -> links.note(question.message().id()));
    }

    private <T> T within(String name, Supplier<T> step) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            return step.get();
        } catch (RuntimeException failure) {
            span.setAttribute(Names.ERROR, failure.getClass().getSimpleName());
            span.setStatus(StatusCode.ERROR);
            throw failure;
        } finally {
            span.end();
        }
    }
}
