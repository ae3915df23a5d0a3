package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.conversation.editing.DeleteConversation;
import bot.conversational.domain.conversation.reading.BrowseConversations;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Conversations with metadata and items. Each method throws {@link DomainException.NotFound} for one that is not there or
 * is another user's.
 */
public final class KeepConversation {

    private final CreateConversation create;
    private final BrowseConversations browse;
    private final DeleteConversation delete;
    private final MetadataStore metadata;
    private final KeepItems items;

    public KeepConversation(
            CreateConversation create,
            BrowseConversations browse,
            DeleteConversation delete,
            MetadataStore metadata,
            KeepItems items) {
        this.create = create;
        this.browse = browse;
        this.delete = delete;
        this.metadata = metadata;
        this.items = items;
    }

    /** Makes one with these items; without any its first question gives it a title, too. */
    public KeptConversation create(UserId user, Metadata noted, List<InputItem> given) {
        Optional<String> title = given.stream()
                .flatMap(item -> item instanceof InputItem.Given(var role, var content) && role == MessageRole.USER
                        ? Optional.of(Conversation.titleFrom(content.text())).stream()
                        : Optional.<String>empty().stream())
                .filter(text -> !text.isEmpty())
                .findFirst();
        Conversation made = create.create(user, ConversationSettings.of(title, Optional.empty(), Optional.empty()));
        try {
            if (!noted.pairs().isEmpty()) {
                metadata.put(user, made.id(), noted);
            }
            if (!given.isEmpty()) {
                items.add(user, made.id(), given);
            }
        } catch (DomainException incomplete) {
            delete.delete(user, made.id());
            throw incomplete;
        }
        return new KeptConversation(made, noted);
    }

    public KeptConversation show(UserId user, ConversationId id) {
        Conversation conversation = browse.show(user, id);
        return new KeptConversation(
                conversation, metadata.find(user, id).orElseThrow(KeepConversation::noConversation));
    }

    /** Gives it other metadata. */
    public KeptConversation note(UserId user, ConversationId id, Metadata noted) {
        if (!metadata.put(user, id, noted)) {
            throw noConversation();
        }
        return new KeptConversation(browse.show(user, id), noted);
    }

    public void delete(UserId user, ConversationId id) {
        delete.delete(user, id);
    }

    private static DomainException.NotFound noConversation() {
        return new DomainException.NotFound("conversation");
    }
}
