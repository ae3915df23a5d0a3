package bot.conversational.domain.sharing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.sharing.ShareTerms.Ticked;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes snapshots of branches. System prompts, answers that are being generated, and data for clients are never in one;
 * thoughts, tools and files are if they are ticked.
 */
public final class BranchSnapshot {

    /** In characters of texts: a snapshot is made in memory. */
    static final long LARGEST = 4L << 20;

    /** A piece ends with the message that reaches so many characters. */
    static final int PIECE = 128 * 1024;

    /** What a message costs beside its texts. */
    private static final int MESSAGE = 200;

    private final ConversationStore conversations;
    private final MessageStore messages;

    public BranchSnapshot(ConversationStore conversations, MessageStore messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    /**
     * The branch as it is now.
     *
     * @param branch see {@link MessageStore#history}
     * @throws DomainException.NotFound when the user has no such conversation, or it no such branch
     * @throws DomainException.Invalid when nothing of it can be shared, or it is too long
     */
    Snapshot of(UserId user, ConversationId conversation, Optional<MessageId> branch, Ticked ticked) {
        Optional<String> title = conversations
                .find(user, conversation)
                .orElseThrow(BranchSnapshot::notFound)
                .title();
        List<SharedMessage> shared = new ArrayList<>();
        long size = 0;
        Optional<MessageId> after = Optional.empty();
        do {
            Page<Message, MessageId> page = messages.history(
                            user, conversation, branch, new PageRequest<>(PageRequest.MAX_LIMIT, after))
                    .orElseThrow(BranchSnapshot::notFound);
            for (Message message : page.items()) {
                Optional<SharedMessage> some = share(message, ticked);
                size += some.map(BranchSnapshot::size).orElse(0L);
                some.ifPresent(shared::addFirst);
            }
            if (size > LARGEST) {
                throw new DomainException.Invalid("branch", "is too long to be shared");
            }
            after = page.next();
        } while (after.isPresent());
        if (shared.isEmpty()) {
            throw new DomainException.Invalid("branch", "has nothing that can be shared");
        }
        return new Snapshot(title, pieces(shared));
    }

    private static DomainException.NotFound notFound() {
        return new DomainException.NotFound("conversation");
    }

    private static Optional<SharedMessage> share(Message message, Ticked ticked) {
        if (message.status() == MessageStatus.GENERATING || message.role() == MessageRole.SYSTEM) {
            return Optional.empty();
        }
        Content content = message.body().isText()
                ? message.body()
                : Content.of(message.parts().stream()
                        .filter(part -> isShared(part, ticked))
                        .map(BranchSnapshot::withoutSignature)
                        .toList());
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedMessage(message.role(), content, message.model(), message.createdAt()));
    }

    private static boolean isShared(Part part, Ticked ticked) {
        return switch (part) {
            case Part.Text ignored -> true;
            case Part.Source ignored -> true;
            case Part.Reasoning ignored -> ticked.reasoning();
            case Part.ToolCall ignored -> ticked.toolResults();
            case Part.ToolResult ignored -> ticked.toolResults();
            case Part.Attachment ignored -> ticked.files();
            case Part.Data ignored -> false;
        };
    }

    /** A provider's proof is for that provider, in the owner's name. */
    private static Part withoutSignature(Part part) {
        return part instanceof Part.Reasoning(String text, var signature)
                ? new Part.Reasoning(text, Optional.empty())
                : part;
    }

    private static List<List<SharedMessage>> pieces(List<SharedMessage> messages) {
        List<List<SharedMessage>> pieces = new ArrayList<>();
        List<SharedMessage> piece = new ArrayList<>();
        long size = 0;
        for (SharedMessage message : messages) {
            piece.add(message);
            size += size(message);
            if (size >= PIECE) {
                pieces.add(List.copyOf(piece));
                piece.clear();
                size = 0;
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
        }
        return pieces;
    }

    private static long size(SharedMessage message) {
        long size = MESSAGE + message.content().text().length();
        for (Part part : message.content().parts()) {
            size += MESSAGE
                    + switch (part) {
                        case Part.Text ignored -> 0;
                        case Part.Reasoning reasoning -> reasoning.text().length();
                        case Part.ToolCall call -> call.arguments().length();
                        case Part.ToolResult result -> result.content().length();
                        case Part.Source source ->
                            source.quote().map(String::length).orElse(0);
                        case Part.Attachment ignored -> 0;
                        case Part.Data data -> data.value().length();
                    };
        }
        return size;
    }
}
