package bot.conversational.application.http.chat;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.domain.chat.turn.Exchange;

/** An answer that was generated again, on the wire. */
public record AnswerJson(MessageJson assistantMessage) {

    static AnswerJson of(Exchange exchange) {
        return new AnswerJson(MessageJson.of(exchange.assistantMessage()));
    }
}
