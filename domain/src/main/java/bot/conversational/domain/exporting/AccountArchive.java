package bot.conversational.domain.exporting;

import bot.conversational.domain.user.UserId;

/** Writes all that a user has into an archive. */
public interface AccountArchive {

    /** Takes the archive as it is written. */
    interface Sink {

        /** Takes the next bytes; false when no more are wanted. */
        boolean accept(byte[] bytes);

        /** How much of the account is written, 0 to 1. */
        void progress(double done);
    }

    /**
     * Writes the archive, in pieces of any length, and holds no more than a page of it.
     *
     * @return false when the sink did not want all of it
     * @throws bot.conversational.domain.shared.DomainException.NotFound when the account is gone
     */
    boolean write(UserId user, Sink sink);
}
