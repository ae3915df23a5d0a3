package bot.conversational.application.cli;

import bot.conversational.application.transfer.ConversationLines;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code import config.yml --user EMAIL FILE}: makes conversations of an account out of JSON lines. */
public final class ImportCommand extends ServiceCommand<ImportCommand.Used> {

    /** What the command uses. */
    public record Used(UserStore users, ImportConversations importing) {}

    /** Conversations of one transaction: short ones, so that no other waits for them. */
    private static final int BATCH = 25;

    public ImportCommand() {
        super("import", "Imports conversations from JSON lines (or .gz); a repeat changes nothing", Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--user").required(true).help("e-mail address of the account that gets them");
        parser.addArgument("recordings").metavar("FILE").help("one conversation a line: id, title, messages");
    }

    @Override
    void run(Namespace arguments, Used use) throws IOException {
        UserId user = use.users()
                .findByEmail(new EmailAddress(arguments.getString("user")))
                .orElseThrow(() -> new DomainException.NotFound("account"))
                .user()
                .id();
        Path file = Path.of(arguments.getString("recordings"));
        long begun = System.nanoTime();
        Outcome outcome = read(file, user, use.importing());
        double seconds = Math.max(0.001, (System.nanoTime() - begun) / 1e9);
        say("%d conversations imported (%d messages), %d unchanged, %d skipped, in %.1f s: %.0f messages/s"
                .formatted(
                        outcome.imported(),
                        outcome.messages(),
                        outcome.unchanged(),
                        outcome.skipped(),
                        seconds,
                        outcome.messages() / seconds));
    }

    private static Outcome read(Path file, UserId user, ImportConversations importing) throws IOException {
        long total;
        try (Stream<String> lines = ConversationLines.of(file)) {
            total = lines.count();
        }
        Outcome outcome = Outcome.NONE;
        try (Stream<String> lines = ConversationLines.of(file);
                ProgressBar bar = Progress.of("import", "conversations", total)) {
            Iterator<String> all = lines.iterator();
            while (all.hasNext()) {
                List<ImportedConversation> batch = new ArrayList<>(BATCH);
                int read = 0;
                for (; read < BATCH && all.hasNext(); read++) {
                    ConversationLines.parse(all.next()).ifPresent(batch::add);
                }
                outcome = outcome.plus(importing.add(user, batch, (where, why) -> {}))
                        .plus(new Outcome(0, 0, 0, read - batch.size(), 0));
                bar.stepBy(read);
            }
        }
        return outcome;
    }
}
