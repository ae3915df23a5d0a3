package bot.conversational.application.scratch;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set up before each test
class ScratchFilesTest {

    @TempDir
    private Path folder;

    private ScratchFiles files;

    @BeforeEach
    void look() {
        files = new ScratchFiles(folder, Duration.ofMillis(1));
    }

    private List<Path> there() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void fileShouldGiveItsBytesInChunksAndGoWhenItIsClosed() throws IOException {
        byte[] bytes = new byte[FileContent.CHUNK + 3];
        bytes[FileContent.CHUNK + 2] = 7;
        try (NamedScratchFile file = files.forImport()) {
            file.append(ByteBuffer.wrap(bytes));
            assertThat(file.size()).isEqualTo(bytes.length);
            assertThat(file.chunk(0)).hasSize(FileContent.CHUNK);
            assertThat(file.chunk(1)).containsExactly(0, 0, 7);
            assertThat(there()).containsExactly(file.path());
        }
        assertThat(there()).isEmpty();
    }

    @Test
    void fewShouldBeReceivedAtOnce() {
        List<NamedScratchFile> open = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            open.add(files.forReceiving(user()));
        }
        assertThatThrownBy(() -> files.forReceiving(user())).isInstanceOf(DomainException.Unavailable.class);
        open.removeFirst().close();
        open.add(files.forReceiving(user()));
        open.forEach(NamedScratchFile::close);
    }

    @Test
    void nobodyShouldHoldMoreThanOneThatIsReceived() {
        UserId user = user();
        NamedScratchFile first = files.forReceiving(user);
        assertThatThrownBy(() -> files.forReceiving(user)).isInstanceOf(DomainException.Conflict.class);
        first.close();
        files.forReceiving(user).close();
    }

    private static UserId user() {
        return new UserId(UUID.randomUUID());
    }

    @Test
    void thoseOfDeadProcessesShouldBeDeletedAndNoOthers() throws IOException {
        long dead =
                ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid).max().orElseThrow() + 1_000_000;
        Files.createFile(folder.resolve("conversational-bot-import-" + dead + "-1.tmp"));
        Files.createFile(folder.resolve(
                "conversational-bot-import-" + ProcessHandle.current().pid() + "-1.tmp"));
        Path parents = Files.createFile(folder.resolve("conversational-bot-import-1-1.tmp"));
        Path anybodys = Files.createFile(folder.resolve("something.tmp"));
        try (NamedScratchFile used = files.forImport()) {
            files.deleteLeft();
            assertThat(there()).containsExactlyInAnyOrder(used.path(), parents, anybodys);
        }
    }

    /** It was made, so it cannot be opened as one that is to be made. */
    @Test
    void fileThatCannotBeOpenedShouldLeaveNothing() throws IOException {
        ScratchFiles unopened = new ScratchFiles(folder, Duration.ofMillis(1), List.of(WRITE, CREATE_NEW));
        UserId ada = user();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> unopened.forReceiving(ada)).hasMessageContaining("no disk");
        }
        assertThat(there()).isEmpty();
        assertThat(unopened.inUse()).isZero();
    }
}
