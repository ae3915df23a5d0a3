package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.BestEffortContextCache;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.generation.TurnRunner;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnFactory;
import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/** Answers a question once more: a sibling of the answer that is there, always by the model. */
public final class RegenerateAnswer {

    private static final int MAX_STARTS = 4;

    private final TurnStore turns;
    private final AnswerStore answers;
    private final BestEffortContextCache cache;
    private final TurnRunner runner;
    private final ModelCatalog models;
    private final TurnFactory factory;

    public RegenerateAnswer(
            TurnStore turns,
            AnswerStore answers,
            BestEffortContextCache cache,
            TurnRunner runner,
            ModelCatalog models,
            TurnFactory factory) {
        this.turns = turns;
        this.answers = answers;
        this.cache = cache;
        this.runner = runner;
        this.models = models;
        this.factory = factory;
    }

    /**
     * Asks the model for another answer, in the form that the question wanted. The generation continues whether or not the answer is read.
     *
     * @throws DomainException.NotFound when there is no such answer of this user's in the conversation
     * @throws DomainException.Conflict when a turn runs in the conversation already
     */
    public TurnReader regenerate(
            UserId user,
            ConversationId conversation,
            MessageId answer,
            GenerationOptions options,
            Optional<KeyedRequest> request) {
        MessageId question = answers.find(user, conversation, answer)
                .orElseThrow(() -> new DomainException.NotFound("answer"))
                .userMessage()
                .id();
        GenerationOptions wanted = options.in(turns.wanted(user, conversation, question));
        for (int start = 0; start < MAX_STARTS; start++) {
            Context context = turns.context(user, conversation, new Parent.Of(question), models.largestContextBudget())
                    .orElseThrow(() -> new DomainException.NotFound("answer"));
            Optional<TurnReader> reader = askModel(context, wanted, request);
            if (reader.isPresent()) {
                return reader.get();
            }
        }
        throw new DomainException.Conflict("The conversation changed concurrently too often to add the answer.");
    }

    private Optional<TurnReader> askModel(Context context, GenerationOptions options, Optional<KeyedRequest> request) {
        ModelCatalog.Model model = models.resolve(
                options.model().or(() -> context.state().conversation().model()));
        TurnPlan turn =
                factory.answeringAgain(context.state(), context.messages().getLast(), model.name(), request);
        Prompt prompt = PromptBuilder.prompt(context, List.of(), model, options);
        return runner.beginAfresh(
                turn,
                prompt,
                answered -> cache.replace(context, turn.ended(answered), List.of(answered), Optional.empty()));
    }
}
