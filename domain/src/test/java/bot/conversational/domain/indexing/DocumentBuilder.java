package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Documents for tests: an answer of 2026-03-01 in a conversation of its own, but for what the test says. */
public final class DocumentBuilder {

    private final UserId user;
    private MessageId id = new MessageId(UUID.randomUUID());
    private ConversationId conversation = new ConversationId(UUID.randomUUID());
    private MessageRole role = MessageRole.ASSISTANT;
    private MessageStatus status = MessageStatus.COMPLETED;
    private Content content = Content.of("nothing in particular");
    private Optional<String> model = Optional.of("small");
    private Optional<Rating> feedback = Optional.empty();
    private Instant createdAt = Instant.parse("2026-03-01T12:00:00Z");
    private boolean archived;
    private Filing filing = Filing.NONE;
    private long version = 1;

    private DocumentBuilder(UserId user) {
        this.user = user;
    }

    public static DocumentBuilder of(UserId user) {
        return new DocumentBuilder(user);
    }

    public DocumentBuilder id(MessageId value) {
        id = value;
        return this;
    }

    public DocumentBuilder in(ConversationId value) {
        conversation = value;
        return this;
    }

    public DocumentBuilder by(MessageRole value) {
        role = value;
        return this;
    }

    /** One that did not come to its end. */
    public DocumentBuilder ended(MessageStatus value) {
        status = value;
        return this;
    }

    public DocumentBuilder saying(String value) {
        return having(Content.of(value));
    }

    public DocumentBuilder having(Content value) {
        content = value;
        return this;
    }

    public DocumentBuilder model(String value) {
        model = Optional.of(value);
        return this;
    }

    public DocumentBuilder rated(Rating value) {
        feedback = Optional.of(value);
        return this;
    }

    public DocumentBuilder at(String instant) {
        createdAt = Instant.parse(instant);
        return this;
    }

    public DocumentBuilder in(Optional<FolderId> folder, String... tags) {
        filing = new Filing(folder, Tags.of(List.of(tags)));
        return this;
    }

    public DocumentBuilder archived() {
        archived = true;
        return this;
    }

    public DocumentBuilder version(long value) {
        version = value;
        return this;
    }

    public MessageDocument build() {
        Message message = new Message(
                id,
                new TreePosition(conversation, 7, Optional.of(new MessageId(new UUID(1, 2)))),
                role,
                content,
                new GenerationInfo(
                        status,
                        Optional.of(FinishReason.STOP).filter(it -> status == MessageStatus.COMPLETED),
                        model,
                        true,
                        Optional.of(new TokenUsage(12, 34, 5, 6)),
                        Optional.of(Duration.ofMillis(56))),
                feedback,
                createdAt);
        return new MessageDocument(user, message, Optional.of("A title"), archived, filing, version);
    }

    public IndexEntry put() {
        return new IndexEntry.Put(build());
    }
}
