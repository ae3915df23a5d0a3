package bot.conversational.domain.sharing;

import java.time.Instant;
import java.util.Optional;

/**
 * How a share is given.
 *
 * @param expiresAt from when on nobody can read it; empty: never
 * @param showName whether readers see the display name of its owner
 * @param ticked what a snapshot has beside the texts that were shown
 */
public record ShareTerms(Visibility visibility, Optional<Instant> expiresAt, boolean showName, Ticked ticked) {

    /**
     * What the owner wants to be shared beside texts and their sources.
     *
     * @param reasoning what models thought
     * @param toolResults calls of tools and their results
     * @param files images and files, with their names and bytes
     */
    public record Ticked(boolean reasoning, boolean toolResults, boolean files) {

        public static final Ticked NOTHING = new Ticked(false, false, false);
    }
}
