package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations as a test needs them: a branch without forks, questions at odd seqs, answers at even ones. */
public final class ChatSamples {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

    private ChatSamples() {}

    public static UserId user() {
        return new UserId(UUID.randomUUID());
    }

    public static Conversation conversation(UserId user) {
        ConversationSettings settings = new ConversationSettings(
                Optional.of("Größe & \"Quotes\""),
                Optional.of("a-model"),
                Optional.of("Be brief.\nBe kind."),
                true,
                false);
        return Conversation.begun(new ConversationId(UUID.randomUUID()), user, settings, Filing.NONE, START);
    }

    /** A context of so many messages, of so many tokens each, at version {@code 1 + messages}. */
    public static Context context(UserId user, int messages, int tokensEach) {
        Context context = new Context(ConversationState.added(conversation(user)), List.of());
        for (int i = 0; i < messages; i++) {
            context = plus(context, next(context, tokensEach));
        }
        return context;
    }

    /** The message that comes next. */
    public static ContextMessage next(Context context, int tokens) {
        ConversationState state = context.state();
        long seq = state.lastSeq() + 1;
        boolean answer = seq % 2 == 0;
        MessageRole role = answer ? MessageRole.ASSISTANT : MessageRole.USER;
        Content content = Content.of((answer ? "answer " : "question ") + seq + " – “ünïcödé” \uD83D\uDE00 {}|\\\"");
        MessageId id = new MessageId(UUID.randomUUID());
        TreePosition position =
                new TreePosition(state.conversation().id(), seq, state.head().id());
        Instant at = START.plusSeconds(seq);
        GenerationInfo generation = new GenerationInfo(
                MessageStatus.COMPLETED,
                Optional.of(FinishReason.STOP),
                Optional.of("a-model"),
                true,
                Optional.of(new TokenUsage(7, 8, 5, 6)),
                Optional.of(Duration.ofMillis(1234)));
        Message message = answer
                ? Message.answer(id, position, content, generation, at)
                : Message.question(id, position, content, at);
        return new ContextMessage(message, tokens, state.head().hash().plus(role, content));
    }

    /** The context with a message more, one version on. */
    public static Context plus(Context context, ContextMessage message) {
        List<ContextMessage> messages = new ArrayList<>(context.messages());
        messages.add(message);
        ConversationState state = context.state()
                .after(1, BranchHead.of(message), message.message().createdAt(), Optional.empty());
        return new Context(state, messages);
    }

    /** The same conversation at another version. */
    public static Context atVersion(Context context, long version) {
        return new Context(context.state().atVersion(version), context.messages());
    }

    public static long version(Context context) {
        return context.state().conversation().version();
    }

    /** The newest messages, so many. */
    public static List<ContextMessage> tail(Context context, int messages) {
        List<ContextMessage> all = context.messages();
        return all.subList(all.size() - messages, all.size());
    }

    /** The context with its newest messages only, so many. */
    public static Context newest(Context context, int messages) {
        return new Context(context.state(), tail(context, messages));
    }

    /** The digest of a question: any will do. */
    public static Digest question(String content) {
        return Digest.of(List.of("USER", content));
    }

    public static CachedAnswer answer(UserId owner) {
        return new CachedAnswer(
                owner,
                5,
                Content.of("It depends – “always” \uD83D\uDE00."),
                12,
                "a-model",
                Optional.of(new TokenUsage(10, 20)),
                FinishReason.STOP);
    }
}
