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
import bot.conversational.domain.chat.titles.TitleConversation;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.chat.turn.TurnFactory;
import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.files.KeepQuestionFiles;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One turn: the question is durable before the model is asked, and the answer before the caller knows its end.
 *
 * <p>The cached copy of a conversation may be stale. The store begins a turn only if the conversation is still as it
 * was seen; if it is not, the turn starts over from the store.
 */
public final class SendMessage {

    /** Each start over means that another write came in between; so many in a row mean a client that races itself. */
    private static final int MAX_STARTS = 4;

    private final TurnStore turns;
    private final BestEffortContextCache cache;
    private final TurnRunner runner;
    private final ModelCatalog models;
    private final TurnFactory factory;
    private final KeepQuestionFiles files;
    private final TitleConversation titles;

    public SendMessage(
            TurnStore turns,
            BestEffortContextCache cache,
            TurnRunner runner,
            ModelCatalog models,
            TurnFactory factory,
            KeepQuestionFiles files,
            TitleConversation titles) {
        this.turns = turns;
        this.cache = cache;
        this.runner = runner;
        this.models = models;
        this.factory = factory;
        this.files = files;
        this.titles = titles;
    }

    /**
     * Asks a question. The generation continues whether or not the answer is read.
     *
     * @param request a retry under the same key joins the turn that the first call began, or reads its answer
     * @throws DomainException.NotFound when the conversation or the parent does not exist or is another user's
     * @throws DomainException.Conflict when a turn runs in the conversation already
     * @throws DomainException.Invalid when the key was used with another request, or a part names no file of the user's
     */
    public TurnReader send(UserId user, ConversationId conversation, Question asked, Optional<KeyedRequest> request) {
        Question question = new Question(files.keep(user, asked.content()), asked.parent(), asked.options());
        for (int start = 0; start < MAX_STARTS; start++) {
            Lookup known = start == 0 && question.parent() instanceof Parent.Newest
                    ? cache.lookup(user, conversation, digest(question))
                    : new Lookup.Missing();
            Optional<TurnReader> reader = switch (known) {
                case Lookup.AnswerFound(ConversationState state, CachedAnswer answer) ->
                    answerFromCache(state, question, answer, request, Optional.empty());
                case Lookup.ContextFound(Context context) -> askModel(context, true, question, request);
                case Lookup.Missing() -> fromStore(user, conversation, question, request);
            };
            if (reader.isPresent()) {
                return reader.get();
            }
        }
        throw new DomainException.Conflict("The conversation changed concurrently too often to add the message.");
    }

    private Optional<TurnReader> fromStore(
            UserId user, ConversationId conversation, Question question, Optional<KeyedRequest> request) {
        Context context = turns.context(user, conversation, question.parent(), models.largestContextBudget())
                .orElseThrow(() -> new DomainException.NotFound("conversation or message"));
        Optional<CachedAnswer> answer = cache.answer(user, context.state().tip(), digest(question));
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
        TurnPlan turn = factory.asking(state, question, known.questionTokens(), known.model(), request);
        ContextMessage answer = turn.answer(known);
        return runner.beginAndEnd(turn, answer, () -> {
            ConversationState after = turn.begunAndEnded(answer);
            List<ContextMessage> added = List.of(turn.question(), answer);
            context.ifPresentOrElse(
                    read -> cache.replace(read, after, added, Optional.empty()),
                    () -> cache.append(state, after, added, Optional.empty()));
            titles.ended(turn, answer.message());
        });
    }

    /**
     * Empty when the conversation has moved on.
     *
     * @param cached whether the context came from the cache, so that the cache need not be given it again
     */
    private Optional<TurnReader> askModel(
            Context context, boolean cached, Question question, Optional<KeyedRequest> request) {
        ModelCatalog.Model model = models.resolve(question.options()
                .model()
                .or(() -> context.state().conversation().model()));
        question.checkFollows(
                context.messages().isEmpty()
                        ? Content.NONE
                        : context.messages().getLast().message().body());
        TurnPlan turn = factory.asking(context.state(), question, model.name(), request);
        Prompt prompt = PromptBuilder.prompt(context, turn.asked(), model, question.options());
        return runner.begin(turn, prompt, answer -> {
            List<ContextMessage> added = new ArrayList<>(turn.asked());
            added.add(answer);
            ConversationState after = turn.ended(answer);
            Optional<NewAnswer> reusable = reusable(context, turn, question, model, answer);
            if (cached) {
                cache.append(context.state(), after, added, reusable);
            } else {
                cache.replace(context, after, added, reusable);
            }
            titles.ended(turn, answer.message());
        });
    }

    /**
     * Neither a cut answer nor that of a fallback: the model that was asked may be back for the next who asks. Calls of
     * tools neither: whoever asks again may want them made again.
     */
    private Optional<NewAnswer> reusable(
            Context context, TurnPlan turn, Question question, ModelCatalog.Model asked, ContextMessage answer) {
        if (answer.message().status() != MessageStatus.COMPLETED
                || !answer.message().finish().equals(Optional.of(FinishReason.STOP))
                || !answer.message().model().equals(Optional.of(asked.name()))) {
            return Optional.empty();
        }
        CachedAnswer again = new CachedAnswer(
                context.state().conversation().user(),
                turn.question().tokens(),
                answer.message().body(),
                answer.tokens(),
                answer.message().model().orElseThrow(),
                answer.message().usage(),
                FinishReason.STOP);
        return Optional.of(new NewAnswer(context.state().tip(), digest(question), again));
    }

    private Digest digest(Question question) {
        return question.digest(models.resolve(Optional.empty()).name());
    }
}
