package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportedConversation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file of recordings, and gives some conversations at a time: those that one transaction stores. The same file
 * gives the same ones each time.
 */
public final class ImportRun {

    /** Who gets them. */
    @FunctionalInterface
    public interface Taker {

        /** @param batch in the order of the file; none is in it twice */
        void take(List<ImportedConversation> batch);
    }

    /** Conversations of one transaction: short ones, so that no other waits for them. */
    private static final int MOST = 25;

    private static final int MOST_MESSAGES = 2_000;

    /** Of all that is in them: a few long conversations must not fill the memory together. */
    private static final long MOST_CHARS = 8_000_000;

    /** In characters, what a message, and each of its parts, takes beside its texts. */
    private static final int OBJECT = 64;

    private final Taker taker;
    private final FileTaker files;
    private final ImportReport report;
    private final ReadListener listener;
    private final List<ImportedConversation> waiting = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int messages;
    private long chars;

    public ImportRun(Taker taker, FileTaker files, ImportReport report, ReadListener listener) {
        this.taker = taker;
        this.files = files;
        this.report = report;
        this.listener = listener;
    }

    /**
     * Reads all of it.
     *
     * @throws DomainException.Invalid when the file is refused; what was read of it before has been given
     */
    public void read(Recording recording) throws IOException {
        try {
            ImportArchive.read(recording, ArchiveLimits.DEFAULT, report, new Receiver(this::add, files, listener));
        } catch (DomainException.Invalid refused) {
            flush();
            throw refused;
        }
        flush();
    }

    private void add(ImportedConversation conversation) {
        String id = conversation.source() + " " + conversation.id();
        if (ids.contains(id)) {
            flush();
        }
        ids.add(id);
        waiting.add(conversation);
        messages += conversation.messages().size();
        chars += id.length() + chars(conversation);
        if (waiting.size() >= MOST || messages >= MOST_MESSAGES || chars >= MOST_CHARS) {
            flush();
        }
    }

    private static long chars(ImportedConversation conversation) {
        return length(conversation.labels().title())
                + length(conversation.labels().answering().systemPrompt())
                + length(conversation.current())
                + conversation.messages().stream().mapToLong(ImportRun::chars).sum();
    }

    private static long chars(ImportedConversation.Line line) {
        return OBJECT
                + length(line.id())
                + length(line.parent())
                + length(line.model())
                + line.content().inParts().stream().mapToLong(ImportRun::chars).sum();
    }

    private static long chars(Part part) {
        return OBJECT
                + switch (part) {
                    case Part.Text(String text) -> text.length();
                    case Part.Reasoning(String text, var signature) -> text.length() + length(signature);
                    case Part.ToolCall call ->
                        call.callId().length()
                                + call.name().length()
                                + call.arguments().length();
                    case Part.ToolResult result ->
                        result.callId().length() + result.content().length();
                    case Part.Data data -> data.name().length() + data.value().length();
                    case Part.Attachment file ->
                        file.mediaType().length() + length(file.name()) + length(file.origin());
                    case Part.Source source -> length(source.url()) + length(source.title()) + length(source.quote());
                };
    }

    private static int length(Part.Origin origin) {
        return switch (origin) {
            case Part.Origin.Url(String url) -> url.length();
            case Part.Origin.Blob(String sha256) -> sha256.length();
        };
    }

    private static int length(Optional<String> text) {
        return text.map(String::length).orElse(0);
    }

    private void flush() {
        List<ImportedConversation> batch = List.copyOf(waiting);
        waiting.clear();
        ids.clear();
        messages = 0;
        chars = 0;
        if (!batch.isEmpty()) {
            taker.take(batch);
        }
    }
}
