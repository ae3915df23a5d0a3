package bot.conversational.application.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCheckTest {

    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    private Path temporary;

    @Test
    void complaintShouldBeEmptyWhereANodeFits() {
        assertThat(new HostCheck(1024 * MEGABYTE, 512 * MEGABYTE, temporary).complaint())
                .isEmpty();
        assertThat(HostCheck.here().complaint()).isEmpty();
    }

    @Test
    void complaintShouldNameTheMemoryThatIsMissing() {
        assertThat(new HostCheck(256 * MEGABYTE, 512 * MEGABYTE, temporary).complaint())
                .hasValue("This machine or container has 256 MB of memory, and the heap alone may take 512 MB:"
                        + " give it 1024 MB, or a smaller heap (JAVA_HEAP, -Xmx)");
    }

    @Test
    void complaintShouldNameAHeapThatIsTooSmall() {
        // What a JVM takes by itself of 256 MB.
        assertThat(new HostCheck(256 * MEGABYTE, 64 * MEGABYTE, temporary).complaint())
                .hasValue("The heap may take 64 MB only, and a node needs 128 MB: set it (JAVA_HEAP, -Xmx)");
    }

    @Test
    void complaintShouldNameAFolderThatCannotBeWritten() {
        Path none = temporary.resolve("none");

        assertThat(new HostCheck(1024 * MEGABYTE, 512 * MEGABYTE, none).complaint())
                .hasValue("Nothing can be written into " + none
                        + " (java.io.tmpdir), where native libraries are unpacked: mount a tmpfs there");
    }
}
