package bot.conversational.domain.indexing.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.InMemoryIndexVersions;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.IndexVersions.IndexVersion;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.ReindexChanges;
import bot.conversational.domain.indexing.maintenance.RebuildIndex.Step;
import bot.conversational.domain.indexing.maintenance.WatchIndex.Concern;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.stores.indexing.InMemoryDatabaseIdentity;
import bot.conversational.domain.stores.indexing.InMemoryDeadLetters;
import bot.conversational.domain.stores.indexing.InMemoryVectors;
import bot.conversational.domain.stores.indexing.MaintenanceStores;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The whole upkeep of an index, in memory: rebuilding, noticing, comparing, repairing. */
class MaintenanceTest {

    private static final NodeId NODE = new NodeId("node", 1);

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final Stores stores = database.stores();
    private final MaintenanceStores upkeep = database.upkeep();
    private final InMemoryIndexVersions versions = new InMemoryIndexVersions();
    private final ReindexChanges reindex =
            new ReindexChanges(stores.index(), new InMemoryDeadLetters(database), Runnable::run);
    private final IndexMessages follower = new IndexMessages(stores.changes(), reindex, versions, NODE);
    private final RebuildIndex rebuild =
            new RebuildIndex(upkeep.checkpoints(), upkeep.conversations(), reindex, versions, upkeep.identity());
    private final WatchIndex keeping = new WatchIndex(versions, upkeep.identity(), rebuild, NODE);
    private final IndexContents contents = new InMemoryIndexContents(versions::searched);
    private final AuditIndex audit =
            new AuditIndex(stores.index(), upkeep.audited(), contents, stores.changes(), () -> {});
    private final AuditSweep walk = new AuditSweep(upkeep.conversations(), List.of(audit));
    private final RepairIndex repair = new RepairIndex(upkeep.audited(), versions, new InMemoryVectors(database));

    private void build() {
        while (keeping.runOnce().concern().isPresent()) {
            assertThat(versions.all()).isNotEmpty();
        }
        follow();
    }

    private void follow() {
        while (follower.runOnce()) {
            assertThat(versions.all()).isNotEmpty();
        }
    }

    private Findings auditAll() {
        List<Findings> found = new ArrayList<>(List.of(Findings.NONE));
        Checkpoints.Place place = Checkpoints.Place.NOWHERE;
        while (place != null) {
            place = walk.step(place, found::add).orElse(null);
        }
        return found.stream().reduce(Findings.NONE, Findings::plus);
    }

    private List<String> searched() {
        return versions.searched().stream()
                .map(it -> it.message().content())
                .sorted()
                .toList();
    }

    @Test
    void runOnceShouldFillAnIndexThatIsNotThereAndThenBeContent() {
        Dialogue.of(stores).exchange("Q1", "A1");

        assertThat(keeping.runOnce().concern()).contains(Concern.NO_INDEX);
        build();

        assertThat(searched()).containsExactly("A1", "Q1");
        assertThat(keeping.runOnce()).isEqualTo(new WatchIndex.Outcome(Optional.empty(), Optional.empty()));
    }

    @Test
    void runOnceShouldFillAnIndexAgainThatWasLost() {
        Dialogue.of(stores).exchange("Q1", "A1");
        build();

        versions.wipe();
        build();

        assertThat(searched()).containsExactly("A1", "Q1");
    }

    @Test
    void runOnceShouldRebuildWhenTheSourceWentBack() {
        Dialogue kept = Dialogue.of(stores);
        kept.exchange("Q1", "A1");
        build();
        keeping.runOnce();
        // What the index has of the time that the source has lost.
        UserId lost = new UserId(UUID.randomUUID());
        versions.written()
                .forEach(it -> it.write(List.of(
                        DocumentBuilder.of(lost).saying("lost").version(99).put())));

        ((InMemoryDatabaseIdentity) upkeep.identity()).goBack(2);

        assertThat(keeping.runOnce().concern()).contains(Concern.SOURCE_WENT_BACK);
        assertThat(searched()).as("until it is complete").contains("lost");
        build();
        assertThat(searched()).containsExactly("A1", "Q1");
    }

    @Test
    void runOnceShouldBeginAnewWhenTheSourceWentBackInTheMiddle() {
        for (int i = 0; i < 150; i++) {
            Dialogue.of(stores).exchange("Q", "A");
        }
        assertThat(rebuild.step("one")).isInstanceOf(Step.Filling.class);
        rebuild.leave("one");
        String spoiled = versions.all().getFirst().name();

        ((InMemoryDatabaseIdentity) upkeep.identity()).goBack(2);
        build();

        assertThat(versions.all()).extracting(IndexVersion::name).doesNotContain(spoiled);
        assertThat(searched()).hasSize(300);
    }

    @Test
    void stepShouldGoOnWhereOneThatDiedHadComeAndKeepOthersOut() {
        for (int i = 0; i < 150; i++) {
            Dialogue.of(stores).exchange("Q", "A");
        }
        Step first = rebuild.step("one");

        assertThat(rebuild.step("two")).isInstanceOf(Step.Busy.class);
        rebuild.leave("one");
        Step second = rebuild.step("two");

        assertThat(first).isEqualTo(new Step.Filling("g1", 0, 200));
        assertThat(second).isEqualTo(new Step.Filling("g1", 200, 300));
        assertThat(rebuild.step("one")).isInstanceOf(Step.Busy.class);
        assertThat(rebuild.step("two")).isEqualTo(new Step.Published("g1", 300));
    }

    @Test
    void rebuildShouldHaveWhatWasWrittenAndNotWhatWasDeletedMeanwhile() {
        build();
        Dialogue early = Dialogue.of(stores);
        early.exchange("early", "answer");
        Dialogue deleted = Dialogue.of(stores);
        deleted.exchange("deleted", "answer");
        follow();

        rebuild.step("one");
        stores.conversations().delete(deleted.user(), deleted.id());
        Dialogue.of(stores).exchange("late", "answer");
        follow();
        assertThat(searched()).contains("early", "late").doesNotContain("deleted");
        while (!(rebuild.step("one") instanceof Step.Published)) {
            follow();
        }

        assertThat(searched()).contains("early", "late").doesNotContain("deleted");
        assertThat(versions.all()).hasSize(1);
    }

    @Test
    void auditShouldFindWhatIsMissingStaleOrAGhostAndRepairItAll() {
        Dialogue dialogue = Dialogue.of(stores);
        MessageId missing = dialogue.exchange("Q1", "A1").message().id();
        dialogue.exchange("Q2", "A2");
        build();
        assertThat(auditAll()).isEqualTo(new Findings(8, List.of(), 0));
        UserId nobody = new UserId(UUID.randomUUID());
        versions.written().forEach(it -> it.discard(dialogue.user(), List.of(missing)));
        MessageDocument wrong = versions.searched().stream()
                .filter(it -> it.message().content().equals("A2"))
                .map(it -> new MessageDocument(
                        it.user(), it.message(), Optional.of("Wrong"), it.archived(), it.filing(), 70))
                .findFirst()
                .orElseThrow();
        IndexEntry ghost = DocumentBuilder.of(nobody).saying("boo").put();
        versions.written().forEach(it -> it.write(List.of(new IndexEntry.Put(wrong), ghost)));

        Findings found = auditAll();
        repair.repair(found.differences());
        follow();

        assertThat(found.count(Difference.Missing.class)).isEqualTo(1);
        assertThat(found.count(Difference.Stale.class)).isEqualTo(1);
        assertThat(found.count(Difference.Ghost.class)).isEqualTo(1);
        assertThat(auditAll()).isEqualTo(new Findings(8, List.of(), 0));
        assertThat(searched()).containsExactly("A1", "A2", "Q1", "Q2");
    }

    @Test
    void auditShouldNotJudgeWhatStillWaitsToBeIndexed() {
        Dialogue dialogue = Dialogue.of(stores);
        build();
        dialogue.exchange("Q1", "A1");

        Findings found = auditAll();

        assertThat(found.differences()).isEmpty();
        assertThat(found.waiting()).isEqualTo(2);
        follow();
        assertThat(auditAll().waiting()).isZero();
    }

    @Test
    void standingAuditShouldRepairStepByStepAndTell() {
        Dialogue dialogue = Dialogue.of(stores);
        MessageId missing = dialogue.exchange("Q1", "A1").message().id();
        build();
        versions.written().forEach(it -> it.discard(dialogue.user(), List.of(missing)));
        List<Difference> told = new ArrayList<>();
        int[] rounds = new int[1];
        AuditMetrics metrics = new AuditMetrics() {
            @Override
            public void found(Findings findings) {
                told.addAll(findings.differences());
            }

            @Override
            public void rounded() {
                rounds[0]++;
            }
        };
        ContinuousAudit standing = new ContinuousAudit(upkeep.checkpoints(), walk, repair, metrics, NODE);
        ContinuousAudit other =
                new ContinuousAudit(upkeep.checkpoints(), walk, repair, metrics, new NodeId("other", 1));

        for (int i = 0; i < 10 && rounds[0] == 0; i++) {
            standing.runOnce();
            other.runOnce();
            follow();
        }

        assertThat(rounds[0]).isEqualTo(1);
        assertThat(told).containsExactly(new Difference.Missing(dialogue.user(), dialogue.id(), missing, 3));
        assertThat(searched()).contains("A1");
    }

    @Test
    void rewriteShouldWriteAllOfOneUserAgainAndRemoveGhosts() {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange("Q1", "A1");
        build();
        versions.written()
                .forEach(it -> it.write(List.of(
                        DocumentBuilder.of(dialogue.user()).saying("boo").put())));
        long before = versions.searched().getFirst().version();
        RewriteUser rewrite = new RewriteUser(upkeep.conversations(), repair, audit, stores.changes());

        assertThatThrownBy(() -> {
                    try (var outage = database.outage()) {
                        rewrite.begin(dialogue.user(), noted -> {});
                    }
                })
                .isInstanceOf(DomainException.Unavailable.class);
        rewrite.begin(dialogue.user(), noted -> assertThat(noted).isEqualTo(1));
        assertThat(rewrite.isWritten(dialogue.user())).isFalse();
        follow();
        assertThat(rewrite.isWritten(dialogue.user())).isTrue();
        rewrite.removeGhosts(dialogue.user());

        assertThat(searched()).containsExactly("A1", "Q1");
        assertThat(versions.searched()).allMatch(it -> it.version() > before);
    }
}
