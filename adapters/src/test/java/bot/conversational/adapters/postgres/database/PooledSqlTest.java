package bot.conversational.adapters.postgres.database;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Behind a pooler that lends connections for a transaction, what outlives a transaction is left to the next who gets the
 * connection: a setting, a lock, a temporary table. No statement may use such a thing, also not one of a migration.
 */
class PooledSqlTest {

    private static final List<Path> PLACES = List.of(
            Path.of("src/main/resources/sql"),
            Path.of("src/main/resources/migrations"),
            Path.of("src/main/java/bot/conversational/adapters/postgres"),
            Path.of("../application/src/main/java/bot/conversational/application/config/PostgresConfiguration.java"));

    /** Of a statement, in a file or a literal. */
    private static final String BEGIN = "(?:\\A|;|\")\\s*";

    private static final Pattern COMMENT = Pattern.compile("^\\s*--.*$", Pattern.MULTILINE);

    private static final Pattern FORBIDDEN = Pattern.compile(
            String.join(
                    "|",
                    "\\bpg_(try_)?advisory_(un)?lock", // pg_advisory_xact_lock ends with its transaction
                    BEGIN + "set\\s+(?!local\\b|transaction\\b)(session\\s+)?[a-z_.]+\\s*(=|to)\\s*[^ ]+\\s*(;|\"|$)",
                    "\\bset_config\\s*\\((?![^)]*,\\s*true\\s*\\))",
                    BEGIN + "(listen|unlisten|discard|deallocate|prepare|reset|load)\\s+\\w+\\s*(;|\"|$)",
                    "\\bcreate\\s+(local\\s+)?temp(orary)?\\b",
                    "\\bwith\\s+hold\\b",
                    "[?&]options="),
            CASE_INSENSITIVE);

    @Test
    void noStatementShouldLeaveAnythingWithItsConnection() throws IOException {
        List<String> found = PLACES.stream().flatMap(PooledSqlTest::files).toList().stream()
                .flatMap(file -> FORBIDDEN
                        .matcher(read(file))
                        .results()
                        .map(match -> file.getFileName() + ": " + match.group().strip()))
                .toList();
        assertThat(found).isEmpty();
        assertThat(PLACES.stream().flatMap(PooledSqlTest::files)).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_advisory_lock(1)",
                "select pg_try_advisory_lock(1)",
                "set statement_timeout = 5;",
                "handle.execute(\"set search_path to x\")",
                "select set_config('a.b', :value, false)",
                "listen news",
                "create temp table t (n int)",
                "declare c cursor with hold for select 1",
                "jdbc:postgresql://h/d?options=-c%20a=b",
            })
    void whatOutlivesATransactionShouldBeFound(String sql) {
        assertThat(sql).containsPattern(FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_advisory_xact_lock(1)",
                "set local statement_timeout = 0;",
                "update turns\n   set state = :state,\n       ended_at = now()\n where id = :id",
                "select set_config('a.b', :value, true)",
            })
    void whatEndsWithItsTransactionShouldBeAllowed(String sql) {
        assertThat(sql).doesNotContainPattern(FORBIDDEN);
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
