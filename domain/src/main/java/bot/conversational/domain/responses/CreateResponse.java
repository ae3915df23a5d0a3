package bot.conversational.domain.responses;

import bot.conversational.domain.chat.SendMessage;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.conversation.editing.DeleteConversation;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.responses.ResponseStore.Located;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a response: a turn in a conversation that is there, or in a new one. What a caller brings beside the question is
 * added in front of it. When no turn begins, nothing is left behind.
 */
public final class CreateResponse {

    private final ResponseStore responses;
    private final TurnStore turns;
    private final Earlier earlier;
    private final SpokenInput input;
    private final AddMessages messages;
    private final Conversations conversations;
    private final SendMessage send;

    /** Finds the answers that a repeated call is about. */
    public record Earlier(AnswerStore answers, FollowTurn follow) {}

    /** Makes the conversations of responses that name none. */
    public record Conversations(CreateConversation create, DeleteConversation delete) {}

    /**
     * Where a turn will begin.
     *
     * @param fresh whether the conversation was made for it
     */
    private record Start(ConversationId conversation, Parent parent, List<Spoken> said, boolean fresh) {}

    public CreateResponse(
            ResponseStore responses,
            TurnStore turns,
            Earlier earlier,
            SpokenInput input,
            AddMessages messages,
            Conversations conversations,
            SendMessage send) {
        this.responses = responses;
        this.turns = turns;
        this.earlier = earlier;
        this.input = input;
        this.messages = messages;
        this.conversations = conversations;
        this.send = send;
    }

    /**
     * Asks. The generation continues whether or not the answer is read.
     *
     * @param request a retry under the same key joins the turn that the first call began, or reads its answer
     * @throws DomainException.NotFound when the earlier response or the conversation is not there or another user's
     * @throws DomainException.Conflict when a turn runs in the conversation already
     * @throws DomainException.Invalid when the input has nothing to answer, or the key was used with another request
     */
    public RespondingTurn create(UserId user, NewResponse wanted, Optional<KeyedRequest> request) {
        Optional<TurnReader> known = request.flatMap(key -> joined(user, key));
        if (known.isPresent()) {
            return new RespondingTurn(known.get(), wanted.options(0).form());
        }
        try {
            return begin(user, wanted, request);
        } catch (DomainException.Invalid broken) {
            throw told(broken);
        }
    }

    /** The caller knows the question and its parts as the input. */
    private static DomainException.Invalid told(DomainException.Invalid broken) {
        DomainException.FieldError error = broken.errors().getFirst();
        boolean ofQuestion = error.field().equals("content") || error.field().startsWith("parts");
        return ofQuestion ? new DomainException.Invalid("input", error.message()) : broken;
    }

    private RespondingTurn begin(UserId user, NewResponse wanted, Optional<KeyedRequest> request) {
        Start start = start(user, wanted.place(), questionLast(input.of(user, wanted.input())));
        Set<MessageId> added = new HashSet<>();
        try {
            return begin(user, wanted, start, added, request);
        } catch (DomainException.Unavailable unknown) {
            throw unknown; // it may have begun
        } catch (DomainException notBegun) {
            giveUp(user, start, added);
            throw notBegun;
        }
    }

    private RespondingTurn begin(
            UserId user, NewResponse wanted, Start start, Set<MessageId> added, Optional<KeyedRequest> request) {
        List<Spoken> history = start.said().subList(0, start.said().size() - 1);
        GenerationOptions options = wanted.options(history.size());
        Parent parent = start.parent();
        if (!history.isEmpty()) {
            List<ContextMessage> placed = messages.add(user, start.conversation(), parent, history);
            placed.forEach(message -> added.add(message.message().id()));
            parent = new Parent.Of(placed.getLast().message().id());
        }
        Question question = new Question(start.said().getLast().content(), parent, options);
        TurnReader turn = send.send(user, start.conversation(), question, request);
        if (!turn.generating().conversationId().equals(start.conversation()) || turn.replayed()) {
            giveUp(user, start, added); // the same call came twice at once
        }
        return new RespondingTurn(turn, options.form());
    }

    private Optional<TurnReader> joined(UserId user, KeyedRequest request) {
        return responses.begun(user, request.key()).map(begun -> {
            if (!begun.requestHash().equals(request.hash())) {
                throw new DomainException.KeyReused();
            }
            Exchange made = earlier.answers()
                    .findDurable(user, begun.conversation(), begun.answer())
                    .orElseThrow(() -> new DomainException.NotFound("response"));
            return earlier.follow().join(user, new Exchange(made.userMessage(), made.assistantMessage(), true));
        });
    }

    /** The system may speak last in a caller's list; here it speaks before the question. */
    static List<Spoken> questionLast(List<Spoken> said) {
        List<Spoken> all = new ArrayList<>(said);
        int last = all.size() - 1;
        while (last >= 0 && all.get(last).role() == MessageRole.SYSTEM) {
            last--;
        }
        if (last < 0
                || (all.get(last).role() != MessageRole.USER && all.get(last).role() != MessageRole.TOOL)) {
            throw new DomainException.Invalid("input", "must end with a user's message or results of tools");
        }
        all.add(all.remove(last));
        return all;
    }

    private Start start(UserId user, NewResponse.Place place, List<Spoken> said) {
        return switch (place) {
            case NewResponse.Place.In(ConversationId id) -> new Start(id, new Parent.Newest(), said, false);
            case NewResponse.Place.Behind(MessageId response) -> {
                Located before =
                        responses.locate(user, response).orElseThrow(() -> new DomainException.NotFound("response"));
                if (before.running()) {
                    throw new DomainException.Conflict("The previous response is still being generated.");
                }
                yield new Start(before.conversation(), new Parent.Of(response), said, false);
            }
            case NewResponse.Place.Fresh() -> continued(user, said).orElseGet(() -> fresh(user, said));
        };
    }

    /**
     * Clients that keep the history themselves name what the service said by its ids. When all up to such a message is
     * what stands before it here, the response goes on there, rather than in a copy.
     */
    private Optional<Start> continued(UserId user, List<Spoken> said) {
        int last = said.size() - 2;
        while (last >= 0 && said.get(last).from().isEmpty()) {
            last--;
        }
        if (last < 0) {
            return Optional.empty();
        }
        int at = last;
        Parent parent = new Parent.Of(said.get(at).from().orElseThrow());
        return responses
                .message(user, said.get(at).from().orElseThrow())
                .flatMap(message -> turns.context(user, message.conversationId(), parent, 0))
                .filter(context -> context.state().head().hash().equals(SpokenInput.hash(said.subList(0, at + 1))))
                .map(context -> new Start(
                        context.state().conversation().id(), parent, said.subList(at + 1, said.size()), false));
    }

    private Start fresh(UserId user, List<Spoken> said) {
        Optional<String> title = said.size() == 1
                ? Optional.empty()
                : said.stream()
                        .filter(message -> message.role() == MessageRole.USER)
                        .map(message -> Conversation.titleFrom(message.content().text()))
                        .filter(text -> !text.isEmpty())
                        .findFirst();
        Conversation made =
                conversations.create().create(user, ConversationSettings.of(title, Optional.empty(), Optional.empty()));
        return new Start(made.id(), new Parent.Newest(), said, true);
    }

    private void giveUp(UserId user, Start start, Set<MessageId> added) {
        try {
            if (start.fresh()) {
                conversations.delete().delete(user, start.conversation());
            } else if (!added.isEmpty()) {
                messages.remove(user, start.conversation(), added);
            }
        } catch (DomainException stays) {
            // The failure that led here is what the caller must know.
        }
    }
}
