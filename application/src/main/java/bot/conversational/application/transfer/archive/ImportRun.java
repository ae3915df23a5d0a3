package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Takes a file of recordings into an account, some conversations at a time. A repeat goes on where one broke off. */
public final class ImportRun {

    /** Conversations of one transaction: short ones, so that no other waits for them. */
    private static final int MOST = 25;

    private static final int MOST_MESSAGES = 2_000;

    /** Of all texts: a few long conversations must not fill the memory together. */
    private static final long MOST_CHARS = 8_000_000;

    private final ImportConversations importing;
    private final UserId user;
    private final boolean dry;
    private final ImportReport report;
    private final IntConsumer progress;
    private final List<ImportedConversation> waiting = new ArrayList<>();
    private int messages;
    private long chars;
    private Outcome outcome = Outcome.NONE;

    /**
     * A run.
     *
     * @param dry whether nothing is stored
     * @param progress hears how many conversations more were read
     */
    public ImportRun(
            ImportConversations importing, UserId user, boolean dry, ImportReport report, IntConsumer progress) {
        this.importing = importing;
        this.user = user;
        this.dry = dry;
        this.report = report;
        this.progress = progress;
    }

    /**
     * Reads all of it. The report also has those that the outcome counts as skipped.
     *
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the file is refused; what was read of it
     *     before is in
     */
    public Outcome read(Path file) throws IOException {
        try {
            ImportArchive.read(file, ArchiveLimits.DEFAULT, report, this::add);
        } finally {
            flush();
        }
        return outcome;
    }

    private void add(ImportedConversation conversation) {
        waiting.add(conversation);
        messages += conversation.messages().size();
        chars += conversation.messages().stream()
                .flatMap(line -> line.content().inParts().stream())
                .mapToLong(ImportRun::chars)
                .sum();
        if (waiting.size() >= MOST || messages >= MOST_MESSAGES || chars >= MOST_CHARS) {
            flush();
        }
    }

    private static long chars(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text.length();
            case Part.Reasoning reasoning -> reasoning.text().length();
            case Part.ToolCall call -> call.arguments().length();
            case Part.ToolResult result -> result.content().length();
            case Part.Data data -> data.value().length();
            case Part.Attachment ignored -> 0;
            case Part.Source ignored -> 0;
        };
    }

    private void flush() {
        List<ImportedConversation> batch = List.copyOf(waiting);
        waiting.clear();
        messages = 0;
        chars = 0;
        if (!batch.isEmpty()) {
            outcome = outcome.plus(
                    dry ? importing.check(user, batch, report::skipped) : importing.add(user, batch, report::skipped));
            progress.accept(batch.size());
        }
    }
}
