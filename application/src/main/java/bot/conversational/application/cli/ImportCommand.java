package bot.conversational.application.cli;

import bot.conversational.application.transfer.archive.AccountTaker;
import bot.conversational.application.transfer.archive.ImportRun;
import bot.conversational.application.transfer.archive.Recording;
import bot.conversational.application.transfer.assets.AccountFiles;
import bot.conversational.application.transfer.assets.FileTaker;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code import config.yml --user EMAIL [--dry-run] FILE}: makes conversations of an account out of recordings. */
public final class ImportCommand extends ServiceCommand<ImportCommand.Used> {

    /** What the command uses. */
    public record Used(UserStore users, ImportConversations importing, UploadFile uploads) {}

    /** Of how many conversations is not known before they are read. */
    private static final int UNKNOWN = -1;

    public ImportCommand() {
        super(
                "import",
                "Imports conversations from exports of ChatGPT, Claude and this service, and from JSON lines; a repeat"
                        + " changes nothing",
                Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--user").required(true).help("e-mail address of the account that gets them");
        parser.addArgument("--dry-run")
                .dest("dry")
                .action(Arguments.storeTrue())
                .help("reads and checks all of it, and stores nothing");
        parser.addArgument("recordings").metavar("FILE").help(".zip, .json, .jsonl or .gz");
    }

    @Override
    void run(Namespace arguments, Used use) throws IOException {
        UserId user = use.users()
                .findByEmail(new EmailAddress(arguments.getString("user")))
                .orElseThrow(() -> new DomainException.NotFound("account"))
                .user()
                .id();
        Path file = Path.of(arguments.getString("recordings"));
        if (!Files.isRegularFile(file)) {
            throw new DomainException.NotFound("file");
        }
        boolean dry = arguments.getBoolean("dry");
        ImportReport report = new ImportReport();
        long begun = System.nanoTime();
        try {
            Outcome outcome = read(file, user, dry, report, use);
            double seconds = Math.max(0.001, (System.nanoTime() - begun) / 1e9);
            say(told(dry ? "can be imported" : "imported", outcome, report)
                    + ", in %.1f s: %.0f messages/s".formatted(seconds, outcome.messages() / seconds));
        } finally {
            say(report);
        }
    }

    private static Outcome read(Path file, UserId user, boolean dry, ImportReport report, Used use) throws IOException {
        AccountTaker taker = new AccountTaker(use.importing(), user, dry, report);
        FileTaker files = dry ? FileTaker.DRY : new AccountFiles(use.uploads(), user, report);
        try (ProgressBar bar = Progress.of("import", "conversations", UNKNOWN)) {
            ImportRun.Taker shown = batch -> {
                taker.take(batch);
                bar.stepBy(batch.size());
            };
            new ImportRun(shown, files, report, progress -> {}).read(Recording.of(file));
            return taker.outcome();
        }
    }

    /** @param what became of those that are new */
    private static String told(String what, Outcome outcome, ImportReport report) {
        return "%d conversations %s (%d messages), %d extended, %d unchanged, %d skipped"
                .formatted(
                        outcome.imported(),
                        what,
                        outcome.messages(),
                        outcome.extended(),
                        outcome.unchanged(),
                        report.skipped());
    }

    private void say(ImportReport report) {
        report.problems().forEach(problem -> say(problem.where() + ": " + problem.why()));
        if (report.furtherProblems() > 0) {
            say("and %d more".formatted(report.furtherProblems()));
        }
        report.notes().forEach((note, count) -> say("%s: %d".formatted(note, count)));
        report.unknownTypes().forEach((type, count) -> say("content of unknown type %s: %d".formatted(type, count)));
    }
}
