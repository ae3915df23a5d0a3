package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes an empty conversation. */
public final class CreateConversation {

    private final ConversationStore conversations;
    private final ModelCatalog models;
    private final IdSource ids;
    private final InstantSource clock;

    public CreateConversation(ConversationStore conversations, ModelCatalog models, IdSource ids, InstantSource clock) {
        this.conversations = conversations;
        this.models = models;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws bot.conversational.domain.shared.DomainException.Invalid when no model has the name given */
    public Conversation create(
            UserId user, Optional<String> title, Optional<String> systemPrompt, Optional<String> model) {
        model.ifPresent(models::check);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Conversation conversation = new Conversation(
                new ConversationId(ids.next()), user, title, model, systemPrompt, false, false, 0, now, now, 1);
        conversations.add(conversation);
        return conversation;
    }
}
