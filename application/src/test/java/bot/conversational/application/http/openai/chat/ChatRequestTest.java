package bot.conversational.application.http.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.chat.completion.CompletionForm;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelCatalog.Model;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bodies of chat completions mean to models of other protocols, and the words of their answers. */
class ChatRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Verbatim.Stamp STAMP = new Verbatim.Stamp("chatcmpl-1", 9);
    private static final UserId ADA = new UserId(UUID.randomUUID());

    private static ChatRequest request(Provider provider, String body) {
        try {
            return ChatRequest.of(
                    new OpenAiBody((ObjectNode) JSON.readTree(body)),
                    new Model("m", provider, 5_000),
                    new PromptWriter(new WordCounter()),
                    STAMP);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Prompt prompt(String body) {
        return request(Provider.ANTHROPIC, body).prompt();
    }

    @Test
    void messagesShouldBecomeLines() {
        Prompt prompt = prompt("""
                {"messages": [
                  {"role": "system", "content": "A"}, {"role": "user", "content": "one"},
                  {"role": "developer", "content": [{"type": "text", "text": "B"}]},
                  {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/PNG;base64,AA=="}}]},
                  {"role": "assistant", "content": null, "tool_calls": [
                    {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}},
                    {"id": "2", "type": "function", "function": {"name": "g", "arguments": "{}"}}]},
                  {"role": "tool", "tool_call_id": "2", "content": "two"},
                  {"role": "tool", "tool_call_id": "1", "content": [{"type": "text", "text": "eins"}]},
                  {"role": "user", "content": "and?"}]}""");
        assertThat(prompt.systemPrompt()).contains("A\n\nB");
        assertThat(prompt.messages().stream().map(Prompt.Line::role))
                .containsExactly(
                        MessageRole.USER,
                        MessageRole.ASSISTANT,
                        MessageRole.TOOL,
                        MessageRole.ASSISTANT,
                        MessageRole.USER);
        assertThat(prompt.messages().getFirst().content().all(Part.Attachment.class))
                .singleElement()
                .satisfies(image -> assertThat(image.mediaType()).isEqualTo("image/png"));
        assertThat(prompt.messages().get(2).content().all(Part.ToolResult.class))
                .extracting(Part.ToolResult::content)
                .containsExactly("eins", "two");
    }

    @Test
    void systemAloneShouldBeAsked() {
        Prompt prompt = prompt("{\"messages\": [{\"role\": \"system\", \"content\": \"Say hi.\"}]}");
        assertThat(prompt.systemPrompt()).isEmpty();
        assertThat(prompt.messages())
                .singleElement()
                .satisfies(line -> assertThat(line.content().text()).isEqualTo("Say hi."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                                   | messages
            {"messages": []}                                                                     | messages
            {"messages": "x"}                                                                    | messages
            {"messages": [1]}                                                                    | messages[0]
            {"messages": [{"content": "x"}]}                                                     | messages[0].role
            {"messages": [{"role": "robot"}]}                                                    | messages[0].role
            {"messages": [{"role": "user", "content": 5}]}                                       | messages[0].content
            {"messages": [{"role": "user", "content": [{"type": "input_audio"}]}]}               | messages[0].content[0].type
            {"messages": [{"role": "tool", "content": "x"}]}                                     | messages[0].tool_call_id
            {"messages": [{"role": "user", "content": "x"}], "stop": [1]}                        | stop
            {"messages": [{"role": "user", "content": "x"}], "temperature": "hot"}               | temperature
            {"messages": [{"role": "user", "content": "x"}], "max_tokens": 1.5}                  | max_tokens
            {"messages": [{"role": "user", "content": "x"}], "stream": "yes"}                    | stream
            {"messages": [{"role": "user", "content": "x"}], "tools": [{"type": "web_search"}]}  | tools[0].type
            {"messages": [{"role": "user", "content": "x"}], "functions": []}                    | functions
            """)
    void wrongFieldShouldBeNamed(String body, String param) {
        assertThatThrownBy(() -> request(Provider.ANTHROPIC, body))
                .isInstanceOf(OpenAiFailure.class)
                .hasMessageContaining(param);
    }

    @Test
    void longPromptShouldBeRefusedBeforeAnybodyIsAsked() {
        String body = "{\"messages\": [{\"role\": \"user\", \"content\": \"" + "x ".repeat(5_001) + "\"}]}";
        assertThatThrownBy(() -> request(Provider.OLLAMA, body))
                .isInstanceOf(OpenAiFailure.class)
                .hasMessageContaining("more than the model can read");
        assertThat(request(Provider.OPENAI, body).prompt().verbatim()).isPresent();
    }

    @Test
    void whatIsNotUnderstoodShouldStillReachAModelOfTheProtocol() {
        ChatRequest odd = request(
                Provider.OPENAI,
                "{\"messages\": [{\"role\": \"robot\", \"content\": \"x\"}], \"tools\": [{\"type\": \"y\"}], \"n\": 3}");
        assertThat(odd.prompt().verbatim().orElseThrow().answers()).isEqualTo(3);
        assertThat(odd.prompt().messages()).hasSize(1);
        assertThat(odd.ignored()).isEmpty();
    }

    @Test
    void wishesShouldBeRead() {
        Prompt prompt = prompt("""
                {"messages": [{"role": "user", "content": "x"}], "stop": "END", "max_completion_tokens": 7, "max_tokens": 9,
                 "tools": [{"type": "function", "function": {"name": "f"}}],
                 "tool_choice": {"type": "function", "function": {"name": "f"}}}""");
        assertThat(prompt.sampling().stop()).containsExactly("END");
        assertThat(prompt.sampling().maxTokens()).contains(7);
        assertThat(prompt.tools().choice()).contains(new ToolUse.Choice.Named("f"));
        assertThat(prompt("{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"tool_choice\": \"auto\"}")
                        .tools()
                        .isNone())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"temperature": 0}                                                  | true
            {"temperature": 0, "stream": true, "user": "x"}                     | true
            {"temperature": 0.0, "tools": []}                                   | true
            {"temperature": 0.1}                                                | false
            {}                                                                  | false
            {"temperature": 0, "tools": [{"type": "function", "function": {"name": "f"}}]} | false
            {"temperature": 0, "n": 2}                                          | false
            """)
    void onlyColdRequestsShouldHaveKnownAnswers(String fields, boolean known) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(fields);
        body.putArray("messages").addObject().put("role", "user").put("content", "x");
        ChatRequest request = request(Provider.OPENAI, body.toString());
        assertThat(request.by(ADA, Optional.empty(), true).known().isPresent()).isEqualTo(known);
        assertThat(request.by(ADA, Optional.empty(), false).known()).isEmpty();
    }

    @Test
    void wayOfTellingShouldNotMatterToAKnownAnswer() {
        String body =
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"temperature\": 0, \"stream\": %s, \"top_k\": %s}";
        assertThat(known(body.formatted(true, 1))).isEqualTo(known(body.formatted(false, 1)));
        assertThat(known(body.formatted(true, 1))).isNotEqualTo(known(body.formatted(true, 2)));
    }

    private static Object known(String body) {
        return request(Provider.OPENAI, body).by(ADA, Optional.empty(), true).known();
    }

    @Test
    void chunksShouldTellThoughtsCallsAndTexts() throws IOException {
        CompletionForm form = new ChunkForm("m", new Verbatim("", true, true, 1, STAMP));
        List<String> lines = new ArrayList<>();
        lines.addAll(form.add(new Delta.Opened(new Part.Reasoning("Hm", Optional.empty()))));
        lines.addAll(form.add(new Delta.More("!")));
        lines.addAll(form.add(new Delta.Text("Hi")));
        lines.addAll(form.add(new Delta.Opened(new Part.ToolCall("c", "f", ""))));
        lines.addAll(form.add(new Delta.More("{}")));
        lines.addAll(form.end(new CompletionForm.End(FinishReason.TOOL_CALLS, "m", new TokenUsage(1, 2), true)));
        List<String> deltas = new ArrayList<>();
        for (String line : lines) {
            deltas.add(JSON.readTree(line).at("/choices/0/delta").toString());
        }
        assertThat(deltas)
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"reasoning_content\":\"Hm\"}",
                        "{\"reasoning_content\":\"!\"}",
                        "{\"content\":\"Hi\"}",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}",
                        "{}",
                        "");
        assertThat(lines.getLast()).contains("\"choices\":[]", "\"total_tokens\":3");
    }

    @Test
    void providersUsageShouldBeToldOnce() {
        CompletionForm form = new ChunkForm("m", new Verbatim("", true, true, 1, STAMP));
        form.add(new Delta.Foreign("{\"choices\":[],\"usage\":{}}", "", true));
        assertThat(form.end(new CompletionForm.End(FinishReason.STOP, "m", new TokenUsage(1, 2), true)))
                .isEmpty();
    }

    @Test
    void domainFailuresOfTranslationShouldBeInvalid() {
        assertThatThrownBy(() -> prompt("""
                {"messages": [{"role": "user", "content": "x"}],
                 "tools": [{"type": "function", "function": {"name": "no good name"}}]}""")).isInstanceOf(DomainException.Invalid.class);
    }
}
