package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jdbi.v3.core.statement.JdbiStatementEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody records a running node to see why it is slow: it must go on, and the recording must not show what people write. */
class FlightRecordingIT {

    private static final String SECRET = "nobody-may-read-this";

    @Test
    void recordedStatementShouldSucceedAndHideItsParameters(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("node.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(JdbiStatementEvent.NAME).withoutThreshold();
            recording.start();
            assertThat(read(SECRET)).isEqualTo(SECRET);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> statements = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.toString().contains("as echo"))
                .toList();
        assertThat(statements).isNotEmpty();
        assertThat(statements).noneMatch(event -> event.toString().contains(SECRET));
    }

    private static String read(String text) {
        return TestDatabase.shared()
                .jdbi()
                .withHandle(handle -> handle.createQuery("select :text::text as echo")
                        .bind("text", text)
                        .mapTo(String.class)
                        .one());
    }
}
