package bot.conversational.application.http.openai.items;

import bot.conversational.application.http.json.IdParameters;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.shared.DomainException;
import java.util.UUID;

/** Our ids with the prefixes that clients expect. A malformed one names nothing, like any unknown one. */
public final class OpenAiIds {

    private static final String RESPONSE = "resp_";
    private static final String CONVERSATION = "conv_";

    private OpenAiIds() {}

    public static String of(ConversationId id) {
        return CONVERSATION + id;
    }

    /** @param answer of the response */
    public static String response(MessageId answer) {
        return RESPONSE + answer;
    }

    /** The answer of a response. */
    public static MessageId response(String text) {
        return new MessageId(id(RESPONSE, text, "response"));
    }

    public static ConversationId conversation(String text) {
        return new ConversationId(id(CONVERSATION, text, "conversation"));
    }

    public static ItemId item(String text) {
        return ItemId.parse(text).orElseThrow(() -> new DomainException.NotFound("item"));
    }

    private static UUID id(String prefix, String text, String what) {
        if (!text.startsWith(prefix)) {
            throw new DomainException.NotFound(what);
        }
        return IdParameters.parse(text.substring(prefix.length()), reason -> new DomainException.NotFound(what));
    }
}
