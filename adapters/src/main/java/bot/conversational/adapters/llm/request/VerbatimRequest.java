package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.Verbatim;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * A caller's own request, as it is sent on: with the provider's name of the model, the count of tokens asked for, no more
 * tokens than the model may say, and without what its server refuses.
 */
final class VerbatimRequest {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private VerbatimRequest() {}

    static byte[] write(Verbatim verbatim, RequestLimits limits) {
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(verbatim.body());
            body.put("model", limits.model());
            if (verbatim.streamed()) {
                JsonNode options = body.get("stream_options");
                (options instanceof ObjectNode object ? object : body.putObject("stream_options"))
                        .put("include_usage", true);
            }
            limits.maxTokens().ifPresent(most -> limitLength(body, limits.model(), most));
            body.remove(limits.dropped());
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request of ours without some fields. */
    static byte[] without(byte[] request, Set<String> dropped) {
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(request);
            body.remove(dropped);
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void limitLength(ObjectNode body, String model, int most) {
        boolean said = false;
        for (String field : new String[] {"max_tokens", "max_completion_tokens"}) {
            if (body.path(field).isNumber()) {
                said = true;
                if (body.get(field).doubleValue() > most) {
                    body.put(field, most);
                }
            }
        }
        if (!said) {
            body.put(OpenAiRequest.lengthField(model), most);
        }
    }
}
