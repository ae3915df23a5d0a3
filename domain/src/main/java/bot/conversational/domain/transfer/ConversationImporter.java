package bot.conversational.domain.transfer;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.transfer.ImportedConversation.Line;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes transcripts of imported conversations. A message without a time gets that of the message before plus a second,
 * or now.
 */
final class ConversationImporter {

    private final TokenCounter tokens;
    private final InstantSource clock;

    ConversationImporter(TokenCounter tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * The transcript, or empty when nothing was said in it.
     *
     * @throws DomainException.Invalid when a message is longer than messages may be, or follows one that is not there
     * @throws DomainException.Malformed when a text cannot be stored
     */
    Optional<Transcript> toTranscript(UserId user, ImportedConversation imported) {
        List<ContextMessage> messages = new Branches(user, imported).messages();
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        Message first = messages.getFirst().message();
        Instant last = messages.stream()
                .map(it -> it.message().createdAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String title = imported.title()
                .map(Text::asLine)
                .filter(given -> !given.isBlank())
                .map(given -> Text.cut(given, ConversationSettings.MAX_TITLE))
                .orElseGet(() -> Conversation.titleFrom(first.content()));
        Conversation conversation = new Conversation(
                first.conversationId(),
                user,
                ConversationSettings.titled(title),
                new ConversationProgress(messages.size(), first.createdAt(), last, 1));
        return Optional.of(new Transcript(conversation, messages));
    }

    /** The messages of one conversation as they grow. */
    private final class Branches {

        private final ImportedIds ids;
        private final ImportedConversation imported;
        private final ConversationId conversation;
        private final List<ContextMessage> messages = new ArrayList<>();

        /**
         * By the ids of lines: the message behind which their children are added. For a line left out, that of its
         * parent.
         */
        private final Map<String, BranchHead> heads = new HashMap<>();

        private Instant time;

        Branches(UserId user, ImportedConversation imported) {
            this.imported = imported;
            ids = new ImportedIds(user, imported.id());
            Optional<Instant> begun = imported.messages().stream()
                    .flatMap(line -> line.createdAt().stream())
                    .findFirst();
            conversation = new ConversationId(ids.of("conversation", begun));
            time = begun.orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
        }

        List<ContextMessage> messages() {
            BranchHead previous = BranchHead.NONE;
            for (int i = 0; i < imported.messages().size(); i++) {
                Line line = imported.messages().get(i);
                BranchHead parent = parent(line, previous);
                BranchHead head = line.role()
                        .filter(role -> line.isKept())
                        .map(role -> add(line, role, String.valueOf(messages.size()), parent))
                        .orElse(parent);
                line.id().ifPresent(id -> heads.put(id, head));
                previous = head;
            }
            return messages;
        }

        private BranchHead parent(Line line, BranchHead previous) {
            if (line.parent().isEmpty()) {
                return line.id().isEmpty() ? previous : BranchHead.NONE;
            }
            BranchHead parent = heads.get(line.parent().orElseThrow());
            if (parent == null) {
                throw new DomainException.Invalid("parent_id", "must name an earlier message");
            }
            return parent;
        }

        private BranchHead add(Line line, MessageRole role, String place, BranchHead parent) {
            Content content = Content.of(Text.checked("text", line.text(), 1, Message.MAX_CONTENT));
            time = line.createdAt()
                    .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                    .orElseGet(() -> messages.isEmpty() ? time : time.plusSeconds(1));
            Message message = Message.complete(
                    new MessageId(ids.of("message " + line.id().orElse(place), line.createdAt())),
                    new TreePosition(conversation, messages.size() + 1L, parent.id()),
                    role,
                    content,
                    time);
            ContextMessage added = new ContextMessage(
                    message, tokens.count(content), parent.hash().plus(role, content));
            messages.add(added);
            return BranchHead.of(added);
        }
    }
}
