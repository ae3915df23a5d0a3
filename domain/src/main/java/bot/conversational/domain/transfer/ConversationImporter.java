package bot.conversational.domain.transfer;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.transfer.ImportedConversation.Line;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes transcripts of imported conversations. A message without a time gets that of its parent, or without ids that of
 * the message before plus a second.
 */
final class ConversationImporter {

    /** Of a message's text: what others wrote before may be longer than questions here may be. */
    static final int MAX_TEXT = 100_000;

    static final int MAX_MESSAGES = 20_000;

    /** In characters, of a conversation's id: it is a part of what is hashed for each message. */
    private static final int MAX_ID = 1_000;

    /** A time further in the future is none: it would keep a conversation on top of lists. */
    private static final Duration FAST = Duration.ofDays(1);

    private final TokenCounter tokens;
    private final InstantSource clock;

    ConversationImporter(TokenCounter tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * The transcript, in no folder yet, or empty when nothing was said in it.
     *
     * @throws DomainException.Invalid when there are too many messages, one is too long, has the id of another, or
     *     follows one that is not there, or the id is too long
     * @throws DomainException.Malformed when a text cannot be stored
     */
    Optional<Transcript> toTranscript(UserId user, ImportedConversation imported) {
        if (imported.messages().size() > MAX_MESSAGES) {
            throw new DomainException.Invalid("messages", "must be at most " + MAX_MESSAGES);
        }
        if (imported.id().length() > MAX_ID) {
            throw new DomainException.Invalid("id", "must have at most " + MAX_ID + " characters");
        }
        Branches branches = new Branches(user, imported);
        List<ContextMessage> messages = branches.messages();
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        Comparator<Instant> order = Comparator.naturalOrder();
        List<Instant> times = messages.stream()
                .map(it -> it.message().createdAt())
                .sorted(order)
                .toList();
        Instant begun = imported.createdAt().flatMap(this::known).orElse(times.getFirst());
        Instant last = imported.updatedAt().flatMap(this::known).orElse(times.getLast());
        Conversation conversation = new Conversation(
                branches.conversation,
                user,
                new ConversationSettings(
                        title(imported, messages),
                        answering(imported.labels().answering().model(), ModelCatalog.MAX_NAME),
                        answering(imported.labels().answering().systemPrompt(), ConversationSettings.MAX_SYSTEM_PROMPT),
                        imported.labels().pinned(),
                        imported.labels().archived()),
                new Filing(Optional.empty(), imported.labels().filing().tags()),
                new ConversationProgress(messages.size(), begun, last.isBefore(begun) ? begun : last, 1));
        return Optional.of(new Transcript(conversation, messages, branches.head(), branches.comments));
    }

    private static Optional<String> answering(Optional<String> given, int longest) {
        return given.filter(text -> !text.isBlank()).map(text -> Text.cut(text, longest));
    }

    private static Optional<String> title(ImportedConversation imported, List<ContextMessage> messages) {
        return imported.labels()
                .title()
                .map(Text::asLine)
                .filter(given -> !given.isBlank())
                .map(given -> Text.cut(given, ConversationSettings.MAX_TITLE))
                .or(() -> messages.stream()
                        .filter(it -> it.message().role() == MessageRole.USER)
                        .map(it -> it.message().content())
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .map(Conversation::titleFrom)
                        .filter(made -> !made.isBlank()));
    }

    /** A time as it is stored; empty for one that cannot be. */
    private Optional<Instant> known(Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(clock.instant().plus(FAST))
                ? Optional.empty()
                : Optional.of(time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The messages of one conversation as they grow. */
    private final class Branches {

        private final ImportedIds ids;
        private final ImportedConversation imported;
        private final ConversationId conversation;
        private final List<Line> lines;
        private final List<ContextMessage> messages = new ArrayList<>();

        /**
         * By the ids of lines: the message behind which their children are added. For a line left out, that of its
         * parent.
         */
        private final Map<String, BranchHead> heads = new HashMap<>();

        private final Set<MessageId> messageIds = new HashSet<>();
        private final Map<MessageId, String> comments = new HashMap<>();
        private final Map<String, Instant> times = new HashMap<>();
        private final Instant begun;
        private Instant time;

        Branches(UserId user, ImportedConversation imported) {
            this.imported = imported;
            lines = MessageTree.parentsFirst(imported.messages());
            ids = new ImportedIds(user, imported.source(), imported.id());
            Optional<Instant> first =
                    lines.stream().flatMap(line -> line.createdAt().stream()).findFirst();
            conversation = new ConversationId(ids.of("conversation", first));
            begun = imported.createdAt()
                    .flatMap(ConversationImporter.this::known)
                    .or(() -> first.flatMap(ConversationImporter.this::known))
                    .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
            time = begun;
        }

        List<ContextMessage> messages() {
            BranchHead previous = BranchHead.NONE;
            for (Line line : lines) {
                BranchHead parent = parent(line, previous);
                time = time(line);
                BranchHead head = line.role()
                        .filter(role -> line.isKept())
                        .map(role -> add(line, role, String.valueOf(messages.size()), parent))
                        .orElse(parent);
                line.id().ifPresent(id -> {
                    heads.put(id, head);
                    times.put(id, time);
                });
                previous = head;
            }
            return messages;
        }

        /** Where its reader was, or what was said last of what nothing follows. */
        ContextMessage head() {
            return imported.current()
                    .flatMap(id -> Optional.ofNullable(heads.get(id)))
                    .filter(head -> head.seq() > 0)
                    .map(head -> messages.get((int) head.seq() - 1))
                    .orElseGet(this::newestLeaf);
        }

        private ContextMessage newestLeaf() {
            Set<MessageId> followed = new HashSet<>();
            messages.forEach(it -> it.message().parentId().ifPresent(followed::add));
            ContextMessage newest = messages.getLast();
            for (ContextMessage message : messages.reversed()) {
                boolean later =
                        message.message().createdAt().isAfter(newest.message().createdAt());
                if (later && !followed.contains(message.message().id())) {
                    newest = message;
                }
            }
            return newest;
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

        private Instant time(Line line) {
            return line.createdAt()
                    .flatMap(ConversationImporter.this::known)
                    .or(() -> line.parent().map(times::get))
                    .or(() -> line.id().map(id -> begun))
                    .orElseGet(() -> messages.isEmpty() || !line.isKept() ? time : time.plusSeconds(1));
        }

        private BranchHead add(Line line, MessageRole role, String place, BranchHead parent) {
            Content content = line.content();
            Text.checked("text", content.text(), 0, MAX_TEXT);
            Optional<Feedback> feedback = line.feedback().filter(any -> role == MessageRole.ASSISTANT);
            Message message = new Message(
                    new MessageId(ids.of("message " + line.id().orElse(place), line.createdAt())),
                    new TreePosition(conversation, messages.size() + 1L, parent.id()),
                    role,
                    content,
                    generation(line),
                    feedback.map(Feedback::rating),
                    time);
            if (!messageIds.add(message.id())) {
                throw new DomainException.Invalid("id", "must be that of one message");
            }
            feedback.flatMap(Feedback::comment).ifPresent(comment -> comments.put(message.id(), comment));
            ContextMessage added = new ContextMessage(
                    message, tokens.count(content), parent.hash().plus(role, content));
            messages.add(added);
            return BranchHead.of(added);
        }
    }

    private static GenerationInfo generation(Line line) {
        return new GenerationInfo(
                MessageStatus.COMPLETED,
                Optional.empty(),
                line.model().map(name -> Text.cut(Text.wellFormed("model", name), ModelCatalog.MAX_NAME)),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
