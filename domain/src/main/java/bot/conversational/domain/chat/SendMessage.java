package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.BestEffortContextCache;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.generation.TurnRunner;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One turn: the question is durable before the model is asked, and the answer before the caller knows its end.
 *
 * <p>What the cache says of a conversation may be old. The store begins a turn only if the conversation is still as it
 * was seen; if it is not, the turn starts over from the store.
 */
public final class SendMessage {

    /** Each start over means that another write came in between; so many in a row mean a client that races itself. */
    private static final int MAX_STARTS = 4;

    private final TurnStore turns;
    private final BestEffortContextCache hot;
    private final TurnRunner generations;
    private final ModelCatalog models;
    private final TurnPlan.Workshop workshop;

    public SendMessage(
            TurnStore turns,
            BestEffortContextCache hot,
            TurnRunner generations,
            ModelCatalog models,
            TokenCounter tokens,
            IdSource ids,
            InstantSource clock,
            NodeId node) {
        this.turns = turns;
        this.hot = hot;
        this.generations = generations;
        this.models = models;
        this.workshop = new TurnPlan.Workshop(ids, clock, tokens, node);
    }

    /**
     * Asks a question. The generation goes on whether or not the answer is read.
     *
     * @param request a retry under the same key joins the turn that the first call began, or reads its answer
     * @throws DomainException.NotFound when the conversation or the parent does not exist or is somebody else's
     * @throws DomainException.Conflict when a turn runs in the conversation already
     * @throws DomainException.Invalid when the key was used with another request
     */
    public TurnReader send(
            UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        for (int start = 0; start < MAX_STARTS; start++) {
            Lookup known = start == 0 && question.parent() instanceof Parent.Newest
                    ? hot.lookup(user, conversation, digest(question))
                    : new Lookup.Missing();
            Optional<TurnReader> reading = switch (known) {
                case Lookup.AnswerFound(ConversationState state, CachedAnswer answer) ->
                    answerFromCache(state, question, answer, request, Optional.empty());
                case Lookup.ContextFound(Context context) -> askModel(context, true, question, request);
                case Lookup.Missing() -> fromStore(user, conversation, question, request);
            };
            if (reading.isPresent()) {
                return reading.get();
            }
        }
        throw new DomainException.Conflict("The conversation changes faster than the message can be added.");
    }

    private Optional<TurnReader> fromStore(
            UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        Context context = turns.context(user, conversation, question.parent(), models.largestContextBudget())
                .orElseThrow(() -> new DomainException.NotFound("conversation or message"));
        Optional<CachedAnswer> answer = hot.answer(user, context.state().tip(), digest(question));
        return answer.isPresent()
                ? answerFromCache(context.state(), question, answer.get(), request, Optional.of(context))
                : askModel(context, false, question, request);
    }

    /** Empty when the conversation has moved on. */
    private Optional<TurnReader> answerFromCache(
            ConversationState state,
            Question question,
            CachedAnswer known,
            Optional<KeyedRequest> request,
            Optional<Context> context) {
        TurnPlan turn = TurnPlan.asking(workshop, state, question, known.questionTokens(), known.model(), request);
        ContextMessage answer = turn.answer(known);
        return generations.beginAndEnd(turn, answer, () -> {
            ConversationState after = turn.begunAndEnded(answer);
            List<ContextMessage> added = List.of(turn.question(), answer);
            context.ifPresentOrElse(
                    read -> hot.replace(read, after, added, Optional.empty()),
                    () -> hot.append(state, after, added, Optional.empty()));
        });
    }

    /**
     * Empty when the conversation has moved on.
     *
     * @param isHot whether the cache told of the context, so that it need not be told of it again
     */
    private Optional<TurnReader> askModel(
            Context context, boolean isHot, Question question, Optional<KeyedRequest> request) {
        ModelCatalog.Model model = models.resolve(
                question.model().or(() -> context.state().conversation().model()));
        TurnPlan turn = TurnPlan.asking(workshop, context.state(), question, model.name(), request);
        Prompt prompt = PromptBuilder.prompt(context, turn.asked(), model, question.wish());
        return generations.begin(turn, prompt, answer -> {
            List<ContextMessage> added = new ArrayList<>(turn.asked());
            added.add(answer);
            ConversationState after = turn.ended(answer);
            Optional<NewAnswer> kept = worthKeeping(context, turn, question, model, answer);
            if (isHot) {
                hot.append(context.state(), after, added, kept);
            } else {
                hot.replace(context, after, added, kept);
            }
        });
    }

    /** Not what a fallback said: the model that was asked may be back for the next who asks. */
    private Optional<NewAnswer> worthKeeping(
            Context context, TurnPlan turn, Question question, ModelCatalog.Model asked, ContextMessage answer) {
        if (answer.message().status() != MessageStatus.COMPLETED
                || !answer.message().model().equals(Optional.of(asked.name()))) {
            return Optional.empty();
        }
        CachedAnswer again = new CachedAnswer(
                context.state().conversation().user(),
                turn.question().tokens(),
                answer.message().content(),
                answer.tokens(),
                answer.message().model().orElseThrow(),
                answer.message().usage());
        return Optional.of(new NewAnswer(context.state().tip(), digest(question), again));
    }

    private Digest digest(Question question) {
        return question.digest(models.resolve(Optional.empty()).name());
    }
}
