package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelCatalog.Model;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Optional;

/** Makes prompts of bodies. */
final class PromptWriter {

    /** About the characters of a token, in most languages. */
    private static final int OF_A_TOKEN = 4;

    private final TokenCounter tokens;

    PromptWriter(TokenCounter tokens) {
        this.tokens = tokens;
    }

    /** For a model that is told what is wanted in its own protocol. */
    Prompt exactly(Model model, OpenAiFields body, List<OpenAiFields> messages) {
        ChatMessages read = ChatMessages.read(messages, tokens::count);
        Prompt prompt = new Prompt(
                model.name(),
                read.systemPrompt(),
                read.lines(),
                ChatWishes.sampling(body),
                ChatWishes.tools(body),
                ChatWishes.format(body, model.provider()),
                Optional.empty());
        int length = prompt.systemPrompt().map(tokens::count).orElse(0)
                + prompt.messages().stream().mapToInt(Prompt.Line::tokens).sum();
        if (length > model.window()) {
            throw OpenAiFailure.tooLong();
        }
        return prompt;
    }

    /**
     * For a model that gets the body itself. The prompt is what counts until the provider has counted, and what a fallback
     * of another protocol is asked: what cannot be read of it is no failure.
     */
    Prompt roughly(Model model, OpenAiFields body, List<OpenAiFields> messages, Verbatim wanted) {
        try {
            ChatMessages read = ChatMessages.read(messages, PromptWriter::about);
            return new Prompt(
                    model.name(),
                    read.systemPrompt(),
                    read.lines(),
                    ChatWishes.sampling(body),
                    ChatWishes.tools(body),
                    ChatWishes.format(body, model.provider()),
                    Optional.of(wanted));
        } catch (OpenAiFailure | DomainException.Invalid otherwise) {
            Content all = Content.of(body.object().path("messages").toString());
            return new Prompt(
                    model.name(),
                    Optional.empty(),
                    List.of(new Prompt.Line(MessageRole.USER, all, about(all))),
                    Sampling.of(Optional.empty(), maxTokens(body)),
                    ToolUse.NONE,
                    ResponseFormat.free(),
                    Optional.of(wanted));
        }
    }

    private static Optional<Integer> maxTokens(OpenAiFields body) {
        try {
            return ChatWishes.maxTokens(body);
        } catch (OpenAiFailure otherwise) {
            return Optional.empty();
        }
    }

    private static int about(Content content) {
        int attachments = content.all(Part.Attachment.class).size();
        return content.text().length() / OF_A_TOKEN + attachments * TokenCounter.ATTACHMENT;
    }
}
