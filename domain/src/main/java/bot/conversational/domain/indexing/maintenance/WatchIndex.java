package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.indexing.IndexVersions.Fit;
import bot.conversational.domain.indexing.IndexVersions.IndexVersion;
import java.util.List;
import java.util.Optional;

/**
 * Watches that there is an index and that it is of this source of truth, and rebuilds it when not. Each node runs it
 * again and again; one of them does the rebuilding.
 */
public final class WatchIndex {

    /** A problem of the index. */
    public enum Concern {
        /** Nothing is searched: the index is new, or was deleted. */
        NO_INDEX(true, "there is no index to search"),
        /** The source has lost what the index may have, or is another one. */
        SOURCE_WENT_BACK(true, "PostgreSQL is not the one that filled the index, or was restored to an earlier time"),
        OLDER_INDEX(true, "the index is of an older version of its mapping"),
        NEWER_INDEX(false, "the index belongs to a newer version of the service, which does the indexing"),
        OTHER_ANALYZER(
                false,
                "the index was made with another analyser than ELASTICSEARCH_ANALYZER says: `reindex config.yml` makes"
                        + " it anew"),
        BEING_FILLED(
                false, "an index is being filled beside the one that is searched; `reindex config.yml` completes it");

        private final boolean rebuilds;
        private final String words;

        Concern(boolean rebuilds, String words) {
            this.rebuilds = rebuilds;
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * The finding, and the reaction.
     *
     * @param step of the rebuild that it caused; empty when it caused none
     */
    public record Outcome(Optional<Concern> concern, Optional<RebuildIndex.Step> step) {}

    private final IndexVersions versions;
    private final DatabaseIdentity identity;
    private final RebuildIndex rebuild;
    private final String node;

    public WatchIndex(IndexVersions versions, DatabaseIdentity identity, RebuildIndex rebuild, NodeId self) {
        this.versions = versions;
        this.identity = identity;
        this.rebuild = rebuild;
        this.node = self.name();
    }

    /**
     * Looks once, and takes one step of a rebuild when it is needed.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable
     */
    public Outcome runOnce() {
        // In this order: the index never knows a higher number than a source that lost nothing.
        List<IndexVersion> all = versions.all();
        DatabaseVersion current = identity.advance();
        all.forEach(it -> show(it, current));
        Optional<Concern> concern = concern(all, current);
        return new Outcome(concern, concern.filter(it -> it.rebuilds).map(it -> rebuild.step(node)));
    }

    /**
     * Writes the database version into an index of this source. An index that is ahead of it gives the source a new
     * identity.
     */
    private void show(IndexVersion version, DatabaseVersion current) {
        Optional<DatabaseVersion> known = version.database();
        if (known.filter(current::continues).isPresent()) {
            versions.show(version.name(), current);
        } else if (known.filter(it -> it.lineage().equals(current.lineage())).isPresent()) {
            identity.renew(current.lineage());
        }
    }

    private static Optional<Concern> concern(List<IndexVersion> all, DatabaseVersion current) {
        if (all.stream().anyMatch(it -> it.fit() == Fit.NEWER)) {
            return Optional.of(Concern.NEWER_INDEX);
        }
        Optional<IndexVersion> searched =
                all.stream().filter(IndexVersion::searched).findFirst();
        if (searched.isEmpty()) {
            return Optional.of(Concern.NO_INDEX);
        }
        if (searched.get().database().filter(current::continues).isEmpty()) {
            return Optional.of(Concern.SOURCE_WENT_BACK);
        }
        if (searched.get().fit() == Fit.OLDER) {
            return Optional.of(Concern.OLDER_INDEX);
        }
        if (all.size() > 1) {
            return Optional.of(Concern.BEING_FILLED);
        }
        return searched.filter(it -> it.fit() == Fit.OTHER_ANALYZER).map(it -> Concern.OTHER_ANALYZER);
    }
}
