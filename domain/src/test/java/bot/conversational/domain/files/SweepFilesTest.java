package bot.conversational.domain.files;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SweepFilesTest extends InMemoryStores {

    private static final Instant AN_HOUR_AGO = StoreSamples.NOON.minus(Duration.ofHours(1));

    private final UserId user = StoreSamples.newUser(stores());
    private final SweepFiles sweep = new SweepFiles(stores().files(), InstantSource.fixed(StoreSamples.NOON));

    private SampleFile uploaded(Instant at) {
        SampleFile file = SampleFile.of(10);
        stores().files().put(user, file.file(), file, at, Long.MAX_VALUE);
        return file;
    }

    @Test
    void fileShouldHaveAnHourToBeNamed() {
        SampleFile late = uploaded(AN_HOUR_AGO.minusMillis(1));
        SampleFile inTime = uploaded(AN_HOUR_AGO);

        assertThat(sweep.runOnce()).isFalse();

        assertThat(stores().files().find(user, late.blob())).isEmpty();
        assertThat(stores().files().find(user, inTime.blob())).isPresent();
    }
}
