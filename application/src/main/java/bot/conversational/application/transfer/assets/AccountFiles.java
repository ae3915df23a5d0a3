package bot.conversational.application.transfer.assets;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** Files that become a user's own, within what all of them may have. */
public record AccountFiles(UploadFile uploads, UserId user, ImportReport report) implements FileTaker {

    @Override
    public Optional<StoredFile> take(String where, String mediaType, String name, FileContent content) {
        try {
            return Optional.of(
                    uploads.upload(user, mediaType, Optional.of(name), content).file());
        } catch (DomainException.LimitExceeded noRoom) {
            report.passedOver(where, "was left out: your files have too many bytes together");
        } catch (DomainException.Invalid refused) {
            report.passedOver(where, "was left out: it is no " + mediaType + ", or too large");
        }
        return Optional.empty();
    }
}
