package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Edits a conversation of the caller: the next turn uses the new values. */
public final class EditConversation {

    private final ConversationStore conversations;
    private final CacheInvalidation invalidation;
    private final ModelCatalog models;
    private final InstantSource clock;

    public EditConversation(
            ConversationStore conversations, CacheInvalidation invalidation, ModelCatalog models, InstantSource clock) {
        this.conversations = conversations;
        this.invalidation = invalidation;
        this.models = models;
        this.clock = clock;
    }

    /**
     * The conversation afterwards; an empty edit changes nothing, not even its time.
     *
     * @throws DomainException.NotFound when it does not exist or is another user's
     * @throws DomainException.Invalid when no model has the name given, or no folder of the user's the id
     */
    public Conversation edit(UserId user, ConversationId id, ConversationEdit edit) {
        if (edit.model() instanceof ConversationEdit.Field.Put(String name)) {
            models.check(name);
        }
        Optional<Conversation> edited = edit.isEmpty()
                ? conversations.find(user, id)
                : conversations.edit(user, id, edit, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Conversation conversation = edited.orElseThrow(() -> missing(user, id, edit));
        if (!edit.isEmpty()) {
            invalidation.drop(user, id, conversation.version());
        }
        return conversation;
    }

    private DomainException missing(UserId user, ConversationId id, ConversationEdit edit) {
        boolean moves = edit.filing().folder() instanceof FolderChange.MoveInto;
        return moves && conversations.find(user, id).isPresent()
                ? new DomainException.Invalid("folderId", "names no folder")
                : new DomainException.NotFound("conversation");
    }
}
