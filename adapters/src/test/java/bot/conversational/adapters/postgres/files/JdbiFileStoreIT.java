package bot.conversational.adapters.postgres.files;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.FileStore.Outcome;
import bot.conversational.domain.files.FileStoreContract;
import bot.conversational.domain.files.SampleFile;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.RepeatedTest;

class JdbiFileStoreIT extends JdbiStores implements FileStoreContract {

    /** A file of which no chunk is read before the other's. */
    private record Together(SampleFile sample, CyclicBarrier barrier) implements FileContent {

        @Override
        public long size() {
            return sample.size();
        }

        @Override
        public byte[] chunk(int n) {
            try {
                barrier.await();
                return sample.chunk(n);
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Neither transaction sees the other's file when it begins to write. */
    @RepeatedTest(10)
    void roomShouldBeExactWhenTwoUploadsWriteTogether() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        CyclicBarrier barrier = new CyclicBarrier(2);

        assertThat(StoreContract.atOnce(2, () -> {
                    SampleFile file = SampleFile.of(10);
                    return stores().files().put(user, file.file(), new Together(file, barrier), StoreSamples.NOON, 15);
                }))
                .containsExactlyInAnyOrder(Outcome.ADDED, Outcome.NO_ROOM);
    }
}
