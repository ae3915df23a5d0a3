package bot.conversational.domain.responses;

import bot.conversational.domain.chat.AcceptableLines;
import bot.conversational.domain.chat.completion.CompleteChat;
import bot.conversational.domain.chat.completion.CompletionForm;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.completion.CompletionRequest;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes responses that are not to be kept, as chat completions are made: of what the caller brings, and of that alone. */
public final class AnswerUnkept {

    private final CompleteChat chat;
    private final SpokenInput input;
    private final ModelCatalog models;

    public AnswerUnkept(CompleteChat chat, SpokenInput input, ModelCatalog models) {
        this.chat = chat;
        this.input = input;
        this.models = models;
    }

    /**
     * Begins an answer, or finds the one that is meant.
     *
     * @param wanted in a place of its own
     * @param form of the answer; a new one at each call
     * @throws bot.conversational.domain.shared.DomainException as {@link CompleteChat#begin} does
     */
    public CompletionReader begin(
            UserId user, NewResponse wanted, Optional<KeyedRequest> key, Supplier<CompletionForm> form) {
        List<Spoken> said = CreateResponse.questionLast(input.passing(user, wanted.input()));
        return chat.begin(new CompletionRequest(user, prompt(wanted, said), key, Optional.empty()), form);
    }

    private Prompt prompt(NewResponse wanted, List<Spoken> said) {
        List<Prompt.Line> lines = said.stream()
                .map(message -> new Prompt.Line(message.role(), message.content(), input.tokens(message.content())))
                .toList();
        String system = Stream.concat(
                        wanted.options().form().instructions().stream(),
                        said.stream()
                                .filter(message -> message.role() == MessageRole.SYSTEM)
                                .map(message -> message.content().text()))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return new Prompt(
                models.resolve(wanted.options().model()).name(),
                system.isEmpty() ? Optional.empty() : Optional.of(system),
                AcceptableLines.of(lines),
                wanted.options().sampling(),
                wanted.options().form().tools(),
                wanted.options().form().format(),
                Optional.empty());
    }
}
