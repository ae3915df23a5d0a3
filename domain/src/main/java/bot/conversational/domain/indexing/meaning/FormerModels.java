package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.indexing.Change;
import java.util.List;

/**
 * The models whose vectors are stored beside those of the wanted one. They were wanted before, or other nodes want them.
 * Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface FormerModels {

    /**
     * One of them.
     *
     * @param dimensions of its vectors; 0 when there are none yet
     * @param needed whether users who are left for filling in the wanted one are filled in it
     * @param wantedElsewhere whether another node wants it, or one did a moment ago
     */
    record Former(String model, int dimensions, boolean needed, boolean wantedElsewhere) {}

    /** Notes that a node wants this model now. */
    void want(String model);

    /** All that stand beside the wanted one, last wanted first. */
    List<Former> all(String wanted);

    /**
     * Leaves those for filling in the wanted model who have searched by another one, some at each call.
     *
     * @return whether there were any
     */
    boolean leaveSearchers(String wanted);

    /**
     * The changes of users who need the former model: who are filled in it and not in the wanted one. All others with
     * changes among these are no longer filled in it, so that filling finds what is left out here if it is wanted again.
     */
    List<Change> needing(String former, String wanted, List<Change> changes);

    /**
     * Gives up the models that no node has wanted for an hour, if nobody needs them and all users are filled in the
     * wanted one. Nobody finds one by its name from then on; if it is wanted again, it begins anew.
     */
    void giveUp(String wanted);

    /**
     * Deletes some of what is left of models that were given up, and at last that there were such ones.
     *
     * @return whether there is more
     */
    boolean deleteSome();
}
