package bot.conversational.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The official client for Java, with a key, against a node of the service. */
class OpenAiJavaIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LONG = "say slowly " + "word ".repeat(40).strip();

    /** What a structured answer is read into. */
    public static class Weather {
        public String city = "";
        public int degrees;
    }

    private final ObligingModel model = TwoNodes.shared().model();
    private final OpenAIClient client = client(TwoNodes.shared().key());

    private static OpenAIClient client(String key) {
        return TwoNodes.client(TwoNodes.shared().one(), key);
    }

    private static ChatCompletionCreateParams.Builder chat(String question) {
        return ChatCompletionCreateParams.builder().model(ObligingModel.NAME).addUserMessage(question);
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElse("");
    }

    @Test
    void modelsShouldBeListed() {
        assertThat(client.models().list().data()).extracting(Model::id).contains(ObligingModel.NAME);
        assertThat(client.models().retrieve(ObligingModel.NAME).validate().id()).isEqualTo(ObligingModel.NAME);
    }

    @Test
    void chatShouldBeAnswered() {
        ChatCompletion answer =
                client.chat().completions().create(chat("hello there").build());
        assertThat(text(answer.validate())).isEqualTo("You said: hello there");
        assertThat(answer.usage()).isPresent();
    }

    @Test
    void chatShouldStream() {
        try (StreamResponse<ChatCompletionChunk> answer = client.chat()
                .completions()
                .createStreaming(chat("one two three").build())) {
            String text = answer.stream()
                    .flatMap(chunk -> chunk.validate().choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo("You said: one two three");
        }
    }

    @Test
    void toolShouldBeCalledAndItsResultTaken() {
        ChatCompletionCreateParams.Builder question = chat("How warm is it?")
                .addFunctionTool(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .build())
                        .build());
        ChatCompletionMessage called = client.chat()
                .completions()
                .create(question.build())
                .choices()
                .getFirst()
                .message();
        var call = called.toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).contains("Oslo");
        ChatCompletionCreateParams answered = question.addMessage(called)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("21 degrees")
                        .build())
                .build();
        assertThat(text(client.chat().completions().create(answered))).isEqualTo("The tool said: 21 degrees");
    }

    @Test
    void imageShouldReachTheModel() {
        ChatCompletionCreateParams seen = ChatCompletionCreateParams.builder()
                .model(ObligingModel.NAME)
                .addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text("What is it?")
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                        .url("data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=")
                                        .build())
                                .build())))
                .build();
        assertThat(text(client.chat().completions().create(seen))).isEqualTo("I see 1 image.");
    }

    @Test
    void answerShouldKeepToASchema() {
        Weather weather = client.chat()
                .completions()
                .create(chat("How warm is it?").responseFormat(Weather.class).build())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(weather.city).isEqualTo("Oslo");
        assertThat(weather.degrees).isEqualTo(21);
    }

    @Test
    void generationShouldEndWithItsReader() {
        try (StreamResponse<ChatCompletionChunk> answer = client.chat()
                .completions()
                .createStreaming(chat(LONG + " and on").build())) {
            assertThat(answer.stream().iterator().next().choices()).isNotEmpty();
        }
        await().atMost(SOON).until(() -> model.running() == 0);
    }

    @Test
    void errorsShouldBeOfTheirKind() {
        assertThatThrownBy(() -> client("cb_wrong")
                        .chat()
                        .completions()
                        .create(chat("hello").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat("hello").model("unknown").build()))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
        int before = model.failures();
        assertThatThrownBy(() -> client.chat().completions().create(chat("fail").build()))
                .isInstanceOf(InternalServerException.class);
        assertThat(model.failures() - before)
                .as("our tries, and none of the client's")
                .isLessThanOrEqualTo(3);
    }

    @Test
    void repeatWithAKeyShouldGiveTheSameAnswer() {
        ChatCompletionCreateParams question = chat("once only")
                .putAdditionalHeader("Idempotency-Key", "java-1")
                .build();
        ChatCompletion first = client.chat().completions().create(question);
        assertThat(client.chat().completions().create(question).id()).isEqualTo(first.id());
    }

    @Test
    void textShouldBeEmbedded() {
        assertThat(client.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("numbers")
                                .input("a text")
                                .build())
                        .data()
                        .getFirst()
                        .embedding())
                .hasSize(8);
    }
}
