package bot.conversational.domain.chat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Prompts of random conversations, in which answers failed, were stopped, called tools, or were left out. */
public final class RandomPrompts {

    private static final List<String> TEXTS = List.of("", " ", "\n\n", "Why?", "Because.", "\u00A0", "Größe 😀");

    private final Random random;
    private final List<ContextMessage> messages = new ArrayList<>();

    private RandomPrompts(Random random) {
        this.random = random;
    }

    /** The prompt of another conversation with each call. */
    public static Prompt next(Random random) {
        return new RandomPrompts(random).prompt();
    }

    private Prompt prompt() {
        int turns = random.nextInt(8);
        for (int turn = 0; turn < turns; turn++) {
            if (random.nextInt(10) > 0) {
                add(MessageRole.USER, Content.of("Question " + turn), GenerationInfo.NONE);
            }
            if (random.nextInt(10) > 0) {
                answer(turn);
            }
            if (random.nextInt(12) == 0) {
                add(MessageRole.SYSTEM, Content.of(text()), GenerationInfo.NONE);
            }
        }
        Content question = question();
        boolean results = !question.all(Part.ToolResult.class).isEmpty();
        add(results ? MessageRole.TOOL : MessageRole.USER, question, GenerationInfo.NONE);
        ModelCatalog.Model model =
                new ModelCatalog.Model("a-model", Provider.OPENAI, random.nextInt(3) == 0 ? 40 : 4_000);
        Context context = new Context(
                ConversationState.added(ChatSamples.conversation(ChatSamples.user())),
                messages.subList(0, messages.size() - 1));
        return PromptBuilder.prompt(context, List.of(messages.getLast()), model, GenerationOptions.NONE);
    }

    private void answer(int turn) {
        MessageStatus status = List.of(
                        MessageStatus.COMPLETED,
                        MessageStatus.COMPLETED,
                        MessageStatus.FAILED,
                        MessageStatus.STOPPED,
                        MessageStatus.INTERRUPTED)
                .get(random.nextInt(5));
        List<Part> parts = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            parts.add(new Part.Reasoning("hm", random.nextBoolean() ? Optional.of("sig") : Optional.empty()));
        }
        parts.add(new Part.Text(text()));
        int calls = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        for (int call = 0; call < calls; call++) {
            parts.add(new Part.ToolCall("call_" + turn + "_" + call, "look_up", "{\"q\": " + call + "}"));
        }
        boolean imported = calls > 0 && random.nextInt(4) == 0;
        if (imported) {
            parts.addAll(results(Content.of(parts), 0).parts());
            parts.add(new Part.Text(text()));
        }
        if (random.nextInt(6) == 0) {
            parts.add(new Part.Data("note", "1"));
        }
        Content content = Content.of(parts);
        Optional<FinishReason> finish = status == MessageStatus.COMPLETED
                ? Optional.of(calls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP)
                : Optional.empty();
        add(
                MessageRole.ASSISTANT,
                content,
                new GenerationInfo(status, finish, Optional.of("a-model"), false, Optional.empty(), Optional.empty()));
        if (calls > 0 && !imported && random.nextBoolean()) {
            add(MessageRole.TOOL, results(content, random.nextInt(5) == 0 ? 1 : 0), GenerationInfo.NONE);
            if (random.nextBoolean()) {
                add(MessageRole.ASSISTANT, Content.of(text()), GenerationInfo.generating(Optional.of("a-model")));
            }
        }
    }

    private Content question() {
        if (!messages.isEmpty()) {
            Message last = messages.getLast().message();
            boolean called = last.status() == MessageStatus.COMPLETED
                    && !last.body().all(Part.ToolCall.class).isEmpty()
                    && last.body().all(Part.ToolResult.class).isEmpty();
            if (called && random.nextBoolean()) {
                return results(last.body(), 0);
            }
        }
        return random.nextInt(5) == 0
                ? Content.of(List.of(new Part.Attachment(
                        Part.Attachment.Kind.IMAGE,
                        "image/png",
                        Optional.empty(),
                        new Part.Origin.Url("data:image/png;base64,AAAA"))))
                : Content.of("The question");
    }

    private static Content results(Content of, int missing) {
        return Content.of(of.all(Part.ToolCall.class).stream()
                .skip(missing)
                .<Part>map(call -> new Part.ToolResult(call.callId(), "the result", false))
                .toList());
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private void add(MessageRole role, Content content, GenerationInfo generation) {
        Message message = new Message(
                new MessageId(UUID.randomUUID()),
                new TreePosition(new ConversationId(UUID.randomUUID()), messages.size() + 1L, Optional.empty()),
                role,
                content,
                generation,
                Optional.empty(),
                Instant.EPOCH);
        messages.add(new ContextMessage(message, 10, ContextHash.EMPTY));
    }
}
