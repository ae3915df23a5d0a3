package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Imports as their users see them. A user has at most one that is not over. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ImportStore {

    /**
     * Adds an import whose bytes follow by {@link #append}. Nobody takes it up before {@link #queue}.
     *
     * @param within until when the next chunk has to come: else the node that received the file has died, and the import
     *     fails
     * @return false, and nothing happens, when the user has another one that is not over
     */
    boolean begin(ImportJob job, Duration within);

    /**
     * Adds the next chunk of its bytes.
     *
     * @param n from 0, without gaps
     * @throws bot.conversational.domain.shared.DomainException.Conflict when the import is over
     */
    void append(UserId user, ImportId id, int n, byte[] chunk, Duration within);

    /**
     * All bytes are there.
     *
     * @throws bot.conversational.domain.shared.DomainException.Conflict when the import is over
     */
    void queue(UserId user, ImportId id);

    Optional<ImportJob> find(UserId user, ImportId id);

    /** The newest first. */
    Page<ImportJob, ImportId> list(UserId user, PageRequest<ImportId> page);

    /** Whether the user has one that is not over. */
    boolean isBusy(UserId user);

    /**
     * Ends an import that is not over: nothing of it is added from here on.
     *
     * @return false when there is no such import; one that is over stays as it is
     */
    boolean cancel(UserId user, ImportId id, Instant at);
}
