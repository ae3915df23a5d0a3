package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFileTest {

    private static final Path STATEMENTS = Path.of("src/main/resources/sql");

    @Test
    void includedFilesShouldStandInTheirPlacesWithoutComments() {
        assertThat(SqlFile.read("includes/statement").lines().map(String::strip))
                .containsExactly("select", "a,", "b", "from somewhere", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "includes/absent, there is no /sql/includes/absent.sql",
        "includes/missing, there is no /sql/includes/absent.sql",
        "includes/circle, includes/circle.sql is included by",
        "includes/unreadable, -- include the columns"
    })
    void readShouldFailWhenAFileIsMissingIncludesItselfOrCannotBeNamed(String name, String message) {
        assertThatThrownBy(() -> SqlFile.read(name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyStatementShouldBeReadable() throws IOException {
        List<String> names = names();
        assertThat(names).hasSizeGreaterThan(20).contains("turns/begin");
        assertThat(names).allSatisfy(name -> assertThat(SqlFile.read(name)).isNotBlank());
    }

    /** Two statements that differ in anything else would not be one. */
    @ParameterizedTest
    @CsvSource({"turns/begin, turns/beginTogether", "turns/end, turns/endTogether"})
    void twoFormsOfAStatementShouldDifferInTheirLockOnly(String alone, String together) {
        List<String> lines = SqlFile.read(together).lines().toList();
        assertThat(lines).filteredOn(line -> line.endsWith("skip locked")).hasSize(1);
        assertThat(lines)
                .filteredOn(line -> !isLock(line))
                .isEqualTo(SqlFile.read(alone)
                        .lines()
                        .filter(line -> !isLock(line))
                        .toList());
    }

    private static boolean isLock(String line) {
        return line.strip().startsWith("for no key update of c");
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(STATEMENTS)) {
            return files.map(STATEMENTS::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".sql"))
                    .map(file -> file.substring(0, file.length() - ".sql".length()))
                    .toList();
        }
    }
}
