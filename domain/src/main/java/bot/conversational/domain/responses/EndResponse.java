package bot.conversational.domain.responses;

import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.responses.ResponseStore.Located;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Set;

/** Cancels and deletes responses. Each method throws {@link DomainException.NotFound} for one that is not there. */
public final class EndResponse {

    private final ReadResponse responses;
    private final StopTurn stop;
    private final AddMessages messages;

    public EndResponse(ReadResponse responses, StopTurn stop, AddMessages messages) {
        this.responses = responses;
        this.stop = stop;
        this.messages = messages;
    }

    /**
     * Ends its generation, on whichever node, and waits for the end. One that is over stays as it is.
     *
     * @throws DomainException.Unavailable when it did not end in time; it will end nevertheless
     */
    public KeptResponse cancel(UserId user, MessageId id) {
        Located located = responses.locate(user, id);
        Message answer = stop.stop(user, located.conversation(), id);
        return new KeptResponse(answer, located.wanted());
    }

    /**
     * Deletes it with its question. What other messages follow is only emptied; a question that has other answers stays.
     * One that runs is stopped first.
     */
    public void delete(UserId user, MessageId id) {
        Located located = responses.locate(user, id);
        if (located.running()) {
            stop.stop(user, located.conversation(), id);
        }
        Exchange exchange = responses.exchange(user, located, id);
        messages.remove(
                user, located.conversation(), Set.of(exchange.userMessage().id(), id));
    }
}
