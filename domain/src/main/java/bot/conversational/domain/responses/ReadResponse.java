package bot.conversational.domain.responses;

import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.responses.ResponseStore.Located;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.MessageItems;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads responses. Each method throws {@link DomainException.NotFound} for one that is not there or is another user's. */
public final class ReadResponse {

    private final ResponseStore responses;
    private final AnswerStore answers;
    private final MessageStore messages;
    private final FollowTurn follow;

    public ReadResponse(ResponseStore responses, AnswerStore answers, MessageStore messages, FollowTurn follow) {
        this.responses = responses;
        this.answers = answers;
        this.messages = messages;
        this.follow = follow;
    }

    /** The response as it is now. */
    public KeptResponse find(UserId user, MessageId id) {
        Located located = locate(user, id);
        return new KeptResponse(exchange(user, located, id).assistantMessage(), located.wanted());
    }

    /** Its answer from the beginning, running or over. */
    public RespondingTurn follow(UserId user, MessageId id) {
        Located located = locate(user, id);
        return follow.follow(user, located.conversation(), id, Optional.empty())
                .map(turn -> new RespondingTurn(turn, located.wanted()))
                .orElseThrow(ReadResponse::noResponse);
    }

    /** What it was asked with, oldest first: the question, and the messages that came with it. */
    public List<Item> input(UserId user, MessageId id) {
        Located located = locate(user, id);
        int wanted = ResponseTerms.of(located.wanted().notes()).given() + 1;
        List<Message> newestFirst = new ArrayList<>();
        Optional<MessageId> behind = Optional.of(id);
        while (behind.isPresent() && newestFirst.size() < wanted) {
            int rows = Math.min(PageRequest.MAX_LIMIT, wanted - newestFirst.size());
            Page<Message, MessageId> page = page(user, located.conversation(), new PageRequest<>(rows, behind));
            newestFirst.addAll(page.items());
            behind = page.next();
        }
        return newestFirst.reversed().stream()
                .flatMap(message -> MessageItems.of(message).stream())
                .toList();
    }

    Located locate(UserId user, MessageId id) {
        return responses.locate(user, id).orElseThrow(ReadResponse::noResponse);
    }

    Exchange exchange(UserId user, Located located, MessageId id) {
        return answers.find(user, located.conversation(), id).orElseThrow(ReadResponse::noResponse);
    }

    private Page<Message, MessageId> page(UserId user, ConversationId conversation, PageRequest<MessageId> request) {
        return messages.history(user, conversation, Optional.empty(), request).orElseThrow(ReadResponse::noResponse);
    }

    private static DomainException.NotFound noResponse() {
        return new DomainException.NotFound("response");
    }
}
