package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.indexing.meaning.FormerModels.Former;
import bot.conversational.domain.search.meaning.CalibratedModel;
import bot.conversational.domain.search.meaning.CalibratedModels;
import bot.conversational.domain.shared.DomainException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Embeds new messages by former models too, of users whose searches ask those. */
public final class FollowFormerModels {

    private final WatchModels watch;
    private final CalibratedModels models;
    private final FormerModels formers;
    private final EmbedMessages follower;

    /** @param follower of the wanted model */
    public FollowFormerModels(
            WatchModels watch, CalibratedModels models, FormerModels formers, EmbedMessages follower) {
        this.watch = watch;
        this.models = models;
        this.formers = formers;
        this.follower = follower;
    }

    /**
     * Brings one batch of changes into the vectors of each.
     *
     * @return whether there may be more
     * @throws DomainException.Unavailable when a model or a store is unavailable; other models went on
     */
    public boolean runOnce() {
        boolean more = false;
        DomainException.@Nullable Unavailable unavailable = null;
        for (Former former : watch.needed()) {
            try {
                Optional<CalibratedModel> model = models.former(former.model(), former.dimensions());
                more |= model.isPresent() && follower(former, model.get()).runOnce();
            } catch (DomainException.Unavailable away) {
                unavailable = away;
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
        return more;
    }

    /** While another node wants the model, that one needs all of it, and both share the changes. */
    private EmbedMessages follower(Former former, CalibratedModel model) {
        String wanted = models.wanted().name();
        return follower.by(
                model.model(),
                changes -> former.wantedElsewhere() ? changes : formers.needing(former.model(), wanted, changes));
    }
}
