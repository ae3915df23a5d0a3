package bot.conversational.application.http.chat;

import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.application.http.problem.ReplayedFailure;
import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contract of a call that starts a turn, for all that serve it: the request, which calls repeat each other, when
 * the call stops to count, and the answer.
 */
public final class TurnCall {

    /** Where a message is sent to. */
    public static final String MESSAGES = "/api/v1/conversations/{id}/messages";

    /** The request's header that makes it repeatable. */
    public static final String KEY = "Idempotency-Key";

    private static final Map<String, String> REPLAYED = Map.of("Idempotent-Replayed", "true");

    private final SendMessage send;
    private final ConcurrencyLimit limit;
    private final UserCalls calls;

    @Inject
    public TurnCall(SendMessage send, ConcurrencyLimit limit, UserCalls calls) {
        this.send = send;
        this.limit = limit;
        this.calls = calls;
    }

    /**
     * A message that may be sent.
     *
     * @param request empty when it has no idempotency key
     */
    public record Message(ConversationId conversation, Question question, Optional<KeyedRequest> request) {

        /**
         * Reads what came in.
         *
         * @param key the header {@link TurnCall#KEY}; null when there is none
         * @throws bot.conversational.domain.shared.DomainException.Invalid when a value breaks a rule
         */
        public static Message of(ConversationId conversation, SendMessageBody body, @Nullable String key) {
            Question question = body.question();
            return new Message(
                    conversation,
                    question,
                    Optional.ofNullable(key)
                            .map(text -> KeyedRequest.of(new IdempotencyKey(text), conversation, question)));
        }
    }

    /**
     * The answer to a call whose turn is over.
     *
     * @param headers beside those that every answer has
     * @param json of the body
     */
    public record Created(int status, Map<String, String> headers, Object json) {}

    /** Begins the turn. */
    public TurnReader send(UserId user, Message message) {
        return send.send(user, message.conversation(), message.question(), message.request());
    }

    /** Waits for the end of a message's turn; meanwhile the call does not count as running. */
    public Created await(TurnReader turn) {
        return await(turn, ExchangeJson::of);
    }

    /** @param json what the caller sees of a turn that is over */
    public Created await(TurnReader turn, Function<Exchange, Object> json) {
        leaveLimit();
        calls.pause();
        Object body;
        try {
            body = json.apply(turn.await());
        } catch (DomainException failure) {
            throw turn.replayed() ? new ReplayedFailure(failure, REPLAYED) : failure;
        } finally {
            calls.resume();
        }
        return new Created(Response.Status.CREATED.getStatusCode(), headers(turn), body);
    }

    /** From here on the call only waits for the model. */
    public void leaveLimit() {
        limit.leave();
    }

    /** The call becomes a stream, unless its caller has too many. */
    public void becomeStream() {
        calls.stream();
    }

    /** Says that the turn is an earlier call's. */
    public Map<String, String> headers(TurnReader turn) {
        return turn.replayed() ? REPLAYED : Map.of();
    }
}
