package bot.conversational.application.tracing;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Delta;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A span for each answer of a model, with its retries and fallbacks. Neither prompt nor answer is in it. */
final class TracedLanguageModel implements LanguageModel {

    private static final String CHAT = "chat";

    private final Tracer tracer;
    private final LanguageModel model;

    TracedLanguageModel(Tracer tracer, LanguageModel model) {
        this.tracer = tracer;
        this.model = model;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        Span span = tracer.spanBuilder(CHAT + " " + prompt.model())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.MODEL_OPERATION, CHAT)
                .setAttribute(Names.MODEL, prompt.model())
                .startSpan();
        try (Scope ignored = span.makeCurrent()) {
            Completion completion = model.generate(prompt, new FirstNoted(span, deltas), stop);
            describe(span, completion);
            return completion;
        } catch (RuntimeException failure) {
            // Its message may quote the provider.
            span.setAttribute(Names.ERROR, failure.getClass().getSimpleName());
            span.setStatus(StatusCode.ERROR);
            throw failure;
        } finally {
            span.end();
        }
    }

    private static void describe(Span span, Completion completion) {
        completion
                .finish()
                .ifPresent(reason ->
                        span.setAttribute(Names.FINISH, List.of(reason.name().toLowerCase(Locale.ROOT))));
        completion.usage().ifPresent(usage -> {
            span.setAttribute(Names.INPUT, usage.promptTokens());
            span.setAttribute(Names.OUTPUT, usage.completionTokens());
        });
    }

    /** Notes when the first piece came. For one thread. */
    private static final class FirstNoted implements Consumer<Delta> {

        private final Span span;
        private final Consumer<Delta> deltas;
        private boolean noted;

        FirstNoted(Span span, Consumer<Delta> deltas) {
            this.span = span;
            this.deltas = deltas;
        }

        @Override
        public void accept(Delta delta) {
            if (!noted) {
                noted = true;
                span.addEvent("first_chunk");
            }
            deltas.accept(delta);
        }
    }
}
