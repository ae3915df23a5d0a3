package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.indexing.meaning.FormerModels.Former;
import bot.conversational.domain.search.meaning.CalibratedModels;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Goes from one model of embeddings to another. The vectors of the former one stay until all users are filled in the
 * wanted one and no node wants the former one any more. Each node runs it.
 */
public final class WatchModels {

    private final FormerModels formers;
    private final CalibratedModels models;
    private volatile List<Former> needed = List.of();
    private boolean searchersLeft;

    public WatchModels(FormerModels formers, CalibratedModels models) {
        this.formers = formers;
        this.models = models;
    }

    /** Those that new messages need vectors of, as they were when this node looked last. */
    List<Former> needed() {
        return needed;
    }

    /**
     * Looks once.
     *
     * @return whether there is more to do at once
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    public boolean runOnce() {
        String wanted = models.wanted().name();
        formers.want(wanted);
        List<Former> all = formers.all(wanted);
        models.keepOnly(all.stream().map(Former::model).collect(Collectors.toSet()));
        needed = all.stream()
                .filter(Former::needed)
                .filter(it -> models.former(it.model(), it.dimensions()).isPresent())
                .toList();
        if (all.isEmpty()) {
            return formers.deleteSome();
        }
        // Where others still search by it, there may be new ones each time.
        searchersLeft &= all.stream().noneMatch(Former::wantedElsewhere);
        searchersLeft = searchersLeft || !formers.leaveSearchers(wanted);
        formers.giveUp(wanted);
        return formers.deleteSome() || !searchersLeft;
    }
}
