package bot.conversational.application.tracing;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.user.UserId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A trace for each write of an index, with links to the turns of which it has messages. */
final class TracedIndexVersions implements IndexVersions {

    private final Tracer tracer;
    private final IndexVersions versions;
    private final TurnLinks links;

    TracedIndexVersions(Tracer tracer, IndexVersions versions, TurnLinks links) {
        this.tracer = tracer;
        this.versions = versions;
        this.links = links;
    }

    @Override
    public List<IndexVersion> all() {
        return versions.all();
    }

    @Override
    public List<MessageIndex> written() {
        return versions.written().stream().<MessageIndex>map(TracedIndex::new).toList();
    }

    @Override
    public MessageIndex index(String name) {
        return versions.index(name);
    }

    @Override
    public String begin(DatabaseVersion current) {
        return versions.begin(current);
    }

    @Override
    public void publish(String name) {
        versions.publish(name);
    }

    @Override
    public void show(String name, DatabaseVersion current) {
        versions.show(name, current);
    }

    private final class TracedIndex implements MessageIndex {

        /** A backend shows no more, and a batch may have five hundred. */
        private static final int MOST_LINKS = 64;

        private final MessageIndex index;

        TracedIndex(MessageIndex index) {
            this.index = index;
        }

        @Override
        public List<Rejection> write(List<IndexEntry> entries) {
            SpanBuilder builder =
                    tracer.spanBuilder("index messages").setNoParent().setAttribute(Names.MESSAGES, entries.size());
            turns(entries).forEach(builder::addLink);
            Span span = builder.startSpan();
            try (Scope ignored = span.makeCurrent()) {
                return index.write(entries);
            } catch (RuntimeException failure) {
                span.setAttribute(Names.ERROR, failure.getClass().getSimpleName());
                span.setStatus(StatusCode.ERROR);
                throw failure;
            } finally {
                span.end();
            }
        }

        private Set<SpanContext> turns(List<IndexEntry> entries) {
            Set<SpanContext> turns = new HashSet<>();
            Set<String> traces = new HashSet<>();
            for (IndexEntry entry : entries) {
                if (traces.size() < MOST_LINKS && entry instanceof IndexEntry.Put(var document)) {
                    Optional<SpanContext> turn = links.of(document.message().id());
                    turn.filter(it -> traces.add(it.getTraceId())).ifPresent(turns::add);
                }
            }
            return turns;
        }

        @Override
        public void discard(UserId user, List<MessageId> messages) {
            index.discard(user, messages);
        }
    }
}
