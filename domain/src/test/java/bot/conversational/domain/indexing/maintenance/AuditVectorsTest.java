package bot.conversational.domain.indexing.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.InMemoryIndexVersions;
import bot.conversational.domain.indexing.meaning.EmbedMessages;
import bot.conversational.domain.indexing.meaning.EmbedPassages;
import bot.conversational.domain.indexing.meaning.EmbedPassages.Pace;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.stores.indexing.InMemoryVectors;
import bot.conversational.domain.stores.indexing.MaintenanceStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors' part of an audit, in memory. */
class AuditVectorsTest {

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final Stores stores = database.stores();
    private final MaintenanceStores upkeep = database.upkeep();
    private final InMemoryVectors vectors = new InMemoryVectors(database);
    private final HashedEmbeddings model = new HashedEmbeddings("hashed");
    private final EmbedMessages follower = new EmbedMessages(
            stores.changes(),
            vectors,
            new EmbedPassages(model, vectors, new Pace(2, () -> {}, none -> {})),
            Scope.ALL,
            new NodeId("node", 1));
    private final AuditSweep audit = new AuditSweep(
            upkeep.conversations(),
            List.of(new AuditVectors(stores.index(), vectors, stores.changes(), () -> {}, model.name())));
    private final RepairIndex repair = new RepairIndex(upkeep.audited(), new InMemoryIndexVersions(), vectors);

    private void follow() {
        while (follower.runOnce()) {
            // more
        }
    }

    private Findings auditAll() {
        List<Findings> found = new ArrayList<>(List.of(Findings.NONE));
        Checkpoints.Place place = Checkpoints.Place.NOWHERE;
        while (place != null) {
            place = audit.step(place, found::add).orElse(null);
        }
        return found.stream().reduce(Findings.NONE, Findings::plus);
    }

    @Test
    void auditShouldFindVectorsThatAreMissingOrOfNobodyAndRepairThem() {
        Dialogue dialogue = Dialogue.of(stores);
        MessageId missing =
                dialogue.exchange("Question one", "Answer one").message().id();
        Dialogue gone = Dialogue.of(stores);
        gone.exchange("Question two", "Answer two");
        follow();
        assertThat(auditAll().differences()).isEmpty();
        vectors.lose(missing);
        stores.conversations().delete(gone.user(), gone.id());
        follow();

        Findings found = auditAll();
        repair.repair(found.differences());
        follow();

        assertThat(found.differences())
                .contains(new Difference.MissingVectors(dialogue.user(), dialogue.id(), missing, model.name()))
                .hasSize(3);
        assertThat(found.count(Difference.GhostVectors.class)).isEqualTo(2);
        assertThat(auditAll().differences()).isEmpty();
        assertThat(vectors.passages(dialogue.user(), model.name(), List.of(missing)))
                .containsEntry(missing, 1);
    }

    @Test
    void auditShouldNotJudgeWhatStillWaitsToBeEmbedded() {
        Dialogue dialogue = Dialogue.of(stores);
        MessageId first =
                dialogue.exchange("Question one", "Answer one").message().id();
        follow();
        vectors.lose(first);
        dialogue.exchange("Question two", "Answer two");

        Findings found = auditAll();

        assertThat(found.differences()).isEmpty();
        assertThat(found.waiting()).isEqualTo(1);
        follow();
        assertThat(auditAll().differences()).hasSize(1);
    }
}
