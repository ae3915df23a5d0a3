package bot.conversational.application.http.search;

import bot.conversational.application.http.conversations.ConversationJson;
import bot.conversational.domain.search.meaning.FindRelated.Related;

/** A conversation that is about the same. */
public record RelatedJson(ConversationJson conversation, double score) {

    static RelatedJson of(Related related) {
        return new RelatedJson(ConversationJson.of(related.conversation()), related.score());
    }
}
