package bot.conversational.application.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** Attributes of spans, by OpenTelemetry's conventions. There are no others: none can hold what somebody wrote. */
final class Names {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> ENGINE = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> ENGINE_OPERATION = AttributeKey.stringKey("db.operation.name");
    static final AttributeKey<String> MODEL_OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<List<String>> FINISH = AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> MESSAGES = AttributeKey.longKey("messaging.batch.message_count");

    private Names() {}
}
