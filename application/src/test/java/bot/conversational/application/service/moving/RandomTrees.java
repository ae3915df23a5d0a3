package bot.conversational.application.service.moving;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Conversations of any shape, with all that a message may have. No two messages of one are of the same time. */
final class RandomTrees {

    private static final Instant BEGUN = Instant.parse("2024-02-29T10:00:00.123Z");
    private static final List<String> WORDS = List.of(
            "quokka", "Änne", "😀", "\"q\"", "```", "# head", "\\", "\n", "\r\n", "\u2028", "<b>", "{}", "[x](y)", "\t",
            "a_b");

    private static final List<String> TAGS = List.of("Größe ", "größe ", "😀", "a,b{}", "\"q\\", "null");

    private final Random random;
    private final List<String> blobs;
    private final List<FolderId> folders;

    /**
     * @param blobs files of the user whose the conversations are
     * @param folders of that user
     */
    RandomTrees(long seed, List<String> blobs, List<FolderId> folders) {
        this.random = new Random(seed);
        this.blobs = List.copyOf(blobs);
        this.folders = List.copyOf(folders);
    }

    Transcript next(UserId user) {
        ConversationId id = new ConversationId(uuid());
        List<ContextMessage> messages = new ArrayList<>();
        Map<MessageId, String> comments = new HashMap<>();
        int count = 1 + random.nextInt(30);
        for (int seq = 1; seq <= count; seq++) {
            BranchHead parent = messages.isEmpty() || random.nextInt(10) == 0
                    ? BranchHead.NONE
                    : BranchHead.of(
                            messages.get(random.nextBoolean() ? messages.size() - 1 : random.nextInt(messages.size())));
            Message message = message(id, seq, parent);
            if (message.feedback().isPresent() && random.nextBoolean()) {
                comments.put(message.id(), "why " + text());
            }
            messages.add(new ContextMessage(message, seq, parent.hash().plus(message.role(), message.body())));
        }
        Instant last = messages.getLast().message().createdAt();
        ConversationSettings settings = new ConversationSettings(
                Optional.of("Talk " + id),
                some("model-c"),
                some("Be brief.\nBe kind 😀."),
                random.nextBoolean(),
                random.nextBoolean());
        return new Transcript(
                new Conversation(
                        id, user, settings, filing(), new ConversationProgress(count, BEGUN, last.plusSeconds(9), 1)),
                messages,
                messages.get(random.nextInt(count)),
                comments);
    }

    private Filing filing() {
        int place = random.nextInt(folders.size() + 1);
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(Tags.MOST + 1); i > 0; i--) {
            tags.add(new Tag(TAGS.get(random.nextInt(TAGS.size())) + random.nextInt(20)));
        }
        return new Filing(place == folders.size() ? Optional.empty() : Optional.of(folders.get(place)), new Tags(tags));
    }

    private Message message(ConversationId conversation, int seq, BranchHead parent) {
        MessageRole role = MessageRole.values()[random.nextInt(MessageRole.values().length)];
        boolean answer = role == MessageRole.ASSISTANT;
        return new Message(
                new MessageId(uuid()),
                new TreePosition(conversation, seq, parent.id()),
                role,
                content(),
                new GenerationInfo(
                        MessageStatus.COMPLETED,
                        Optional.empty(),
                        answer ? some("model-g") : Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                answer
                        ? Optional.of(random.nextBoolean() ? Rating.UP : Rating.DOWN)
                                .filter(it -> random.nextBoolean())
                        : Optional.empty(),
                BEGUN.plusMillis(seq * 1_001L));
    }

    private Content content() {
        if (random.nextBoolean()) {
            return Content.of("said " + text());
        }
        List<Part> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts.add(part());
        }
        return Content.of(parts);
    }

    private Part part() {
        return switch (random.nextInt(8)) {
            case 0 -> new Part.Reasoning("thought " + text(), some("signed"));
            case 1 -> new Part.ToolCall("call-" + random.nextInt(99), "look", "{\"a\": " + random.nextInt(9) + "}");
            case 2 -> new Part.ToolResult("call-" + random.nextInt(99), "found " + text(), random.nextBoolean());
            case 3 ->
                new Part.Source(some("https://example.org/a"), some("A title"), some(text() + "q"), number(), number());
            case 4 -> new Part.Data("note", "{\"b\":[1,2.5,\"x\",null]}");
            case 5 ->
                new Part.Attachment(
                        Part.Attachment.Kind.IMAGE,
                        "image/png",
                        some("a.png"),
                        new Part.Origin.Url("https://example.org/a.png"));
            case 6 ->
                new Part.Attachment(
                        Part.Attachment.Kind.FILE,
                        "text/plain",
                        some("a.txt"),
                        new Part.Origin.Blob(blobs.get(random.nextInt(blobs.size()))));
            default -> new Part.Text("told " + text());
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString();
    }

    private Optional<String> some(String text) {
        return random.nextBoolean() ? Optional.of(text) : Optional.empty();
    }

    private Optional<Integer> number() {
        return random.nextBoolean() ? Optional.of(random.nextInt(9)) : Optional.empty();
    }

    private UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x7000L, random.nextLong() & ~(1L << 62) | 1L << 63);
    }
}
