package bot.conversational.domain.chat;

import bot.conversational.domain.chat.ConversationCache.Lookup;
import bot.conversational.domain.chat.ConversationCache.NewAnswer;
import bot.conversational.domain.chat.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.TurnStore.Beginning;
import bot.conversational.domain.chat.TurnStore.RecordedTurn;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One turn: the question is durable before the model is asked, and the answer before the caller has it.
 *
 * <p>What the cache says of a conversation may be old. The store begins a turn only if the conversation is still as it
 * was seen; if it is not, the turn starts over from the store.
 */
public final class SendMessage {

    /** Each start over means that another write came in between; so many in a row mean a client that races itself. */
    private static final int MAX_STARTS = 4;

    private final TurnStore turns;
    private final ConversationCache cache;
    private final LanguageModel languageModel;
    private final ModelCatalog models;
    private final Turn.Workshop workshop;
    private final Executor afterwards;

    /** @param afterwards does what need not be waited for, once the caller has the answer */
    public SendMessage(
            TurnStore turns,
            ConversationCache cache,
            LanguageModel languageModel,
            ModelCatalog models,
            TokenCounter tokens,
            IdSource ids,
            InstantSource clock,
            String node,
            Executor afterwards) {
        this.turns = turns;
        this.cache = cache;
        this.languageModel = languageModel;
        this.models = models;
        this.workshop = new Turn.Workshop(ids, clock, tokens, node);
        this.afterwards = afterwards;
    }

    /**
     * Asks a question and waits for its answer.
     *
     * @throws DomainException.NotFound when the conversation or the parent does not exist or is somebody else's
     * @throws DomainException.Conflict when a turn runs in the conversation already
     * @throws DomainException.ModelFailed when the model failed; the question is kept, and what came of the answer
     */
    public Exchange send(UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        for (int start = 0; start < MAX_STARTS; start++) {
            Lookup known = start == 0 && question.parent() instanceof Parent.Newest
                    ? cached(() -> cache.lookup(user, conversation, digest(question)), new Lookup.Missing())
                    : new Lookup.Missing();
            Optional<Exchange> exchange = switch (known) {
                case Lookup.AnswerFound(ConversationState state, CachedAnswer answer) ->
                    answerFromCache(state, question, answer, request, Optional.empty());
                case Lookup.ContextFound(Context context) -> askModel(context, question, request);
                case Lookup.Missing() -> fromStore(user, conversation, question, request);
            };
            if (exchange.isPresent()) {
                return exchange.get();
            }
        }
        throw new DomainException.Conflict("The conversation changes faster than the message can be added.");
    }

    private Optional<Exchange> fromStore(
            UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        Context context = turns.context(user, conversation, question.parent(), models.largestContextBudget())
                .orElseThrow(() -> new DomainException.NotFound("conversation or message"));
        Optional<CachedAnswer> answer = cached(
                () -> cache.answer(user, context.state().tip(), digest(question)), Optional.<CachedAnswer>empty());
        return answer.isPresent()
                ? answerFromCache(context.state(), question, answer.get(), request, Optional.of(context))
                : askModel(context, question, request);
    }

    /** Empty when the conversation has moved on. */
    private Optional<Exchange> answerFromCache(
            ConversationState state,
            Question question,
            CachedAnswer cachedAnswer,
            Optional<KeyedRequest> request,
            Optional<Context> context) {
        Turn turn = Turn.asking(workshop, state, question, cachedAnswer.model(), request);
        ContextMessage answer = turn.answer(
                cachedAnswer.content(), MessageStatus.COMPLETED, cachedAnswer.model(), true, cachedAnswer.usage());
        return begun(turns.beginAndEnd(turn.start(), answer), request, () -> {
            ConversationState after = turn.begunAndEnded(answer);
            keepAfterwards(state, after, context, List.of(turn.question(), answer), Optional.empty());
            return new Exchange(turn.question().message(), answer.message(), false);
        });
    }

    /** Empty when the conversation has moved on. */
    private Optional<Exchange> askModel(Context context, Question question, Optional<KeyedRequest> request) {
        ModelCatalog.Model model = models.resolve(
                question.model().or(() -> context.state().conversation().model()));
        Turn turn = Turn.asking(workshop, context.state(), question, model.name(), request);
        Prompt prompt = prompt(context, turn, question, model);
        return begun(turns.begin(turn.start()), request, () -> {
            ContextMessage answer = generate(turn, prompt);
            Message message = answer.message();
            CachedAnswer again = new CachedAnswer(
                    context.state().conversation().user(), message.content(), model.name(), message.usage());
            keepAfterwards(
                    context.state(),
                    turn.ended(answer),
                    Optional.of(context),
                    List.of(turn.question(), answer),
                    Optional.of(new NewAnswer(context.state().tip(), digest(question), again)));
            return new Exchange(turn.question().message(), message, false);
        });
    }

    private Optional<Exchange> begun(
            Beginning beginning, Optional<KeyedRequest> request, Supplier<Exchange> whenBegun) {
        return switch (beginning) {
            case Beginning.Begun() -> Optional.of(whenBegun.get());
            case Beginning.Stale() -> Optional.empty();
            case Beginning.Busy ignored ->
                throw new DomainException.Conflict("A turn is already running in this conversation.");
            case Beginning.KeyUsed(RecordedTurn recorded) -> Optional.of(replay(recorded, request.orElseThrow()));
            case Beginning.NoConversation() -> throw new DomainException.NotFound("conversation");
        };
    }

    private static Exchange replay(RecordedTurn recorded, KeyedRequest request) {
        if (!recorded.requestHash().equals(request.hash())) {
            throw new DomainException.Invalid("Idempotency-Key", "was used with another request before");
        }
        Exchange first = recorded.exchange();
        if (first.assistantMessage().status() == MessageStatus.GENERATING) {
            throw new DomainException.Conflict("The first call with this key is still running.");
        }
        return new Exchange(first.userMessage(), first.assistantMessage(), true);
    }

    private static Prompt prompt(Context context, Turn turn, Question question, ModelCatalog.Model model) {
        List<ContextMessage> all = new ArrayList<>(context.messages());
        all.add(turn.question());
        List<Prompt.Line> lines = Context.fitting(all, model.contextBudget()).stream()
                .map(line ->
                        new Prompt.Line(line.message().role(), line.message().content()))
                .filter(line -> !line.content().isEmpty())
                .toList();
        return new Prompt(
                model.name(),
                context.state().conversation().systemPrompt(),
                lines,
                question.temperature(),
                question.maxTokens());
    }

    private ContextMessage generate(Turn turn, Prompt prompt) {
        StringBuilder soFar = new StringBuilder();
        try {
            Completion completion = languageModel.generate(prompt, soFar::append, new StopSignal());
            ContextMessage answer = turn.answer(
                    completion.content(), MessageStatus.COMPLETED, prompt.model(), false, completion.usage());
            end(turn, answer);
            return answer;
        } catch (DomainException.ModelFailed | DomainException.ModelTimedOut failure) {
            end(turn, turn.answer(soFar.toString(), MessageStatus.FAILED, prompt.model(), false, Optional.empty()));
            throw failure;
        }
    }

    private void end(Turn turn, ContextMessage answer) {
        NewTurn start = turn.start();
        var conversation = start.before().conversation();
        if (!turns.end(conversation.user(), conversation.id(), 1, answer)) {
            throw new DomainException.NotFound("conversation");
        }
    }

    private void keepAfterwards(
            ConversationState before,
            ConversationState after,
            Optional<Context> whole,
            List<ContextMessage> added,
            Optional<NewAnswer> answer) {
        afterwards.execute(() -> cached(
                () -> {
                    if (whole.isEmpty()) {
                        cache.append(before.conversation().version(), after, added, answer);
                    } else {
                        cache.replace(whole(whole.get(), after, added), answer);
                    }
                    return true;
                },
                false));
    }

    private Context whole(Context before, ConversationState after, List<ContextMessage> added) {
        List<ContextMessage> messages = new ArrayList<>(before.messages());
        messages.addAll(added);
        return new Context(after, Context.fitting(messages, models.largestContextBudget()));
    }

    private Chain digest(Question question) {
        return question.digest(models.resolve(Optional.empty()).name());
    }

    private static <T> T cached(Supplier<T> ask, T otherwise) {
        try {
            return ask.get();
        } catch (DomainException.Unavailable cacheAway) {
            return otherwise;
        }
    }
}
