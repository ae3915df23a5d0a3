package bot.conversational.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.models.conversations.Conversation;
import com.openai.models.conversations.ConversationCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseRetrieveParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Responses and conversations by the official client for Java. */
class OpenAiJavaResponsesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LONG = "say slowly " + "word ".repeat(40).strip();

    private final TwoNodes nodes = TwoNodes.shared();
    private final OpenAIClient client = TwoNodes.client(nodes.one(), nodes.key());

    private static ResponseCreateParams.Builder ask(String question) {
        return ResponseCreateParams.builder().model(ObligingModel.NAME).input(question);
    }

    private static String text(Response response) {
        return response.output().stream()
                .filter(item -> item.isMessage())
                .flatMap(item -> item.asMessage().content().stream())
                .map(part -> part.asOutputText().text())
                .collect(Collectors.joining());
    }

    @Test
    void responseShouldBeKeptAndContinued() {
        Response first = client.responses().create(ask("my cat is Tom").build()).validate();
        assertThat(first.status()).contains(ResponseStatus.COMPLETED);
        assertThat(text(first)).isEqualTo("You said: my cat is Tom");
        Response next = client.responses()
                .create(ask("and my dog").previousResponseId(first.id()).build());
        assertThat(next.conversation().orElseThrow().id())
                .isEqualTo(first.conversation().orElseThrow().id());
        assertThat(text(client.responses().retrieve(next.id()).validate())).isEqualTo("You said: and my dog");
        client.responses().delete(next.id());
        assertThatThrownBy(() -> client.responses().retrieve(next.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void streamShouldBeResumedOnAnotherNode() {
        StringBuilder begin = new StringBuilder();
        String id = "";
        long last = 0;
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(ask(LONG).build())) {
            for (ResponseStreamEvent event : (Iterable<ResponseStreamEvent>) stream.stream()::iterator) {
                if (event.isCreated()) {
                    id = event.asCreated().response().id();
                } else if (event.isOutputTextDelta()) {
                    ResponseTextDeltaEvent delta = event.asOutputTextDelta();
                    begin.append(delta.delta());
                    last = delta.sequenceNumber();
                    if (begin.length() > 60) {
                        break;
                    }
                }
            }
        }
        OpenAIClient elsewhere = TwoNodes.client(nodes.other(), nodes.key());
        try (StreamResponse<ResponseStreamEvent> rest = elsewhere
                .responses()
                .retrieveStreaming(ResponseRetrieveParams.builder()
                        .responseId(id)
                        .startingAfter(last)
                        .build())) {
            rest.stream()
                    .filter(ResponseStreamEvent::isOutputTextDelta)
                    .forEach(event -> begin.append(event.asOutputTextDelta().delta()));
        }
        assertThat(begin.toString()).isEqualTo("You said: " + LONG);
    }

    @Test
    void responseShouldCallATool() {
        Response called = client.responses()
                .create(ask("How warm is it?")
                        .addTool(FunctionTool.builder()
                                .name("weather")
                                .parameters(FunctionTool.Parameters.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .build())
                                .strict(false)
                                .build())
                        .build());
        ResponseFunctionToolCall call = called.output().stream()
                .filter(item -> item.isFunctionCall())
                .findFirst()
                .orElseThrow()
                .asFunctionCall();
        Response answered = client.responses()
                .create(ResponseCreateParams.builder()
                        .model(ObligingModel.NAME)
                        .previousResponseId(called.id())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("21 degrees")
                                        .build())))
                        .build());
        assertThat(text(answered)).isEqualTo("The tool said: 21 degrees");
    }

    @Test
    void backgroundResponseShouldBeCancelled() {
        Response begun = client.responses()
                .create(ask(LONG + " for long").background(true).build());
        assertThat(begun.status().orElseThrow()).isIn(ResponseStatus.QUEUED, ResponseStatus.IN_PROGRESS);
        client.responses().cancel(begun.id());
        await().atMost(SOON)
                .until(() -> client.responses()
                        .retrieve(begun.id())
                        .status()
                        .orElseThrow()
                        .equals(ResponseStatus.CANCELLED));
    }

    @Test
    void conversationShouldKeepItsItems() {
        Conversation conversation = client.conversations()
                .create(ConversationCreateParams.builder()
                        .metadata(ConversationCreateParams.Metadata.builder()
                                .putAdditionalProperty("topic", JsonValue.from("cats"))
                                .build())
                        .build())
                .validate();
        client.responses().create(ask("hello").conversation(conversation.id()).build());
        assertThat(client.conversations().items().list(conversation.id()).data())
                .hasSize(2);
        assertThat(client.conversations().delete(conversation.id()).deleted()).isTrue();
        assertThatThrownBy(() -> client.conversations().retrieve(conversation.id()))
                .isInstanceOf(OpenAIException.class);
    }
}
