package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

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

    /** One in no folder, with the failures of the other. */
    public Conversation create(UserId user, ConversationSettings settings) {
        return create(user, settings, Filing.NONE);
    }

    /**
     * @throws DomainException.Invalid when no model has the name given, no folder of the user's the id, or a text cannot
     *     be shown
     */
    public Conversation create(UserId user, ConversationSettings settings, Filing filing) {
        settings.title().ifPresent(title -> Text.line("title", title));
        settings.systemPrompt().ifPresent(text -> Text.visible("systemPrompt", text));
        settings.model().ifPresent(models::check);
        Conversation conversation = Conversation.begun(
                new ConversationId(ids.next()),
                user,
                settings,
                filing,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!conversations.add(conversation)) {
            throw new DomainException.Invalid("folderId", "names no folder");
        }
        return conversation;
    }
}
