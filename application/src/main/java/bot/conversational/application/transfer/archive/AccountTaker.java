package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.transfer.ImportPlan;
import bot.conversational.domain.transfer.ImportedConversation;
import bot.conversational.domain.user.UserId;
import java.util.List;

/** Takes conversations into an account as they come. */
public final class AccountTaker implements ImportRun.Taker {

    private final ImportConversations importing;
    private final UserId user;
    private final boolean dry;
    private final ImportReport report;
    private final ImportPlan plan = new ImportPlan();
    private Outcome outcome = Outcome.NONE;

    /** @param dry whether nothing is stored */
    public AccountTaker(ImportConversations importing, UserId user, boolean dry, ImportReport report) {
        this.importing = importing;
        this.user = user;
        this.dry = dry;
        this.report = report;
    }

    @Override
    public void take(List<ImportedConversation> batch) {
        outcome = outcome.plus(dry ? importing.check(user, batch, plan, report) : importing.add(user, batch, report));
    }

    /** So far. The report also has those that it counts as skipped. */
    public Outcome outcome() {
        return outcome;
    }
}
