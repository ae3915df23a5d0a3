package bot.conversational.application.http.chat;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.domain.chat.turn.Exchange;

/** A question and its answer on the wire. */
public record ExchangeJson(MessageJson userMessage, MessageJson assistantMessage) {

    static ExchangeJson of(Exchange exchange) {
        return new ExchangeJson(MessageJson.of(exchange.userMessage()), MessageJson.of(exchange.assistantMessage()));
    }
}
