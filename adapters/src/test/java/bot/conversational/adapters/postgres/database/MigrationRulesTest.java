package bot.conversational.adapters.postgres.database;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A migration runs while nodes of the version before serve, and they go on serving after it: {@code docs/upgrades.md}. So
 * no step takes from them what they use, and none lets them wait for a lock. What is wrong on purpose says so: {@code
 * --contract: 1.4.0 was the last to use it}, or {@code --locks: new in this file}.
 */
class MigrationRulesTest {

    private static final Path FOLDER = Path.of("src/main/resources/migrations");

    /** Steps up to this one are older than the first release: there is no version before them. */
    private static final int OLD = 120;

    /** What the version before may still use. */
    private static final Pattern CONTRACTS = Pattern.compile(
            String.join(
                    "|",
                    "\\bdrop\\s+(table|column|view|function|type|schema|sequence|extension)\\b",
                    "\\brename\\b",
                    "\\bset\\s+not\\s+null\\b",
                    "\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+data\\s+)?type\\b",
                    "\\badd\\s+column\\s+(?![^,;]*\\bdefault\\b)[^,;]*\\bnot\\s+null\\b",
                    "\\btruncate\\b",
                    "\\brevoke\\b"),
            CASE_INSENSITIVE);

    /** What stops writers for as long as it reads the whole table. */
    private static final Pattern LOCKS = Pattern.compile(
            String.join(
                    "|",
                    "\\bcreate\\s+(unique\\s+)?index\\s+(?!concurrently\\b)",
                    // They may be in partitions, which take none.
                    "\\bcreate\\s+(unique\\s+)?index\\s+concurrently\\s+[^;]*\\bon\\s+(messages|turns)\\b",
                    "\\badd\\s+(constraint\\s+\\w+\\s+)?(check|foreign\\s+key)\\b(?![^;]*\\bnot\\s+valid\\b)",
                    "\\badd\\s+(constraint\\s+\\w+\\s+)?(primary\\s+key|unique|exclude)\\b(?![^;]*\\busing\\s+index\\b)",
                    "\\b(cluster|vacuum\\s+full|reindex\\s+(?!\\(?concurrently))\\b"),
            CASE_INSENSITIVE);

    /** It waits for a lock, and whoever comes after it waits for it. */
    private static final Pattern WAITS = Pattern.compile("\\balter\\s+table\\b", CASE_INSENSITIVE);

    private static final String PATIENCE = "set local lock_timeout";

    @Test
    void everyMigrationShouldLetTheVersionBeforeServe() throws IOException {
        Map<String, List<String>> complaints = new TreeMap<>();
        int seen = 0;
        for (String file : registered()) {
            seen++;
            if (Integer.parseInt(file.substring(0, 4)) > OLD) {
                List<String> of = complaints(Files.readString(FOLDER.resolve(file)));
                if (!of.isEmpty()) {
                    complaints.put(file, of);
                }
            }
        }
        assertThat(complaints).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }

    /** A step that is put before others would be missing where those have run already. */
    @Test
    void migrationsShouldBeRegisteredInTheirOrder() throws IOException {
        assertThat(registered()).isSorted();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table users drop column email;                                     | drop column
            drop table sessions;                                                     | drop table
            alter table users rename email to address;                               | rename
            alter table users alter column email set not null;                       | set not null
            alter table users alter email type varchar(10);                          | alter email type
            alter table users add column language text not null;                     | add column language text not null
            create index users_email on users (email);                               | create index
            create index concurrently turns_model on turns (model);                  | create index concurrently turns_model on turns
            alter table users add constraint adult check (age > 17);                 | add constraint adult check
            alter table users add foreign key (boss) references users;               | add foreign key
            """)
    void stepThatBreaksTheVersionBeforeShouldBeFound(String step, String found) {
        assertThat(complaints("--changeset a:1\n" + PATIENCE + " = '2s';\n" + step))
                .containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table users add column language text;
            alter table users add column language text not null default 'en';
            create index concurrently users_email on users (email);
            alter table users add constraint adult check (age > 17) not valid;
            alter table users alter column email drop not null;
            create table notes (id uuid primary key, text text not null unique);
            --contract: 1.4.0 was the last to use it\\nalter table users drop column email;
            --locks: the table is new\\ncreate index notes_text on notes (text);
            """)
    void stepThatLetsTheVersionBeforeServeShouldPass(String step) {
        assertThat(complaints("--changeset a:1\n" + PATIENCE + " = '2s';\n" + step.replace("\\n", "\n")))
                .isEmpty();
    }

    @Test
    void stepThatWaitsForALockWithoutEndShouldBeFound() {
        assertThat(complaints("--changeset a:1\nalter table users add column language text;"))
                .containsExactly("alter table without " + PATIENCE);
        assertThat(complaints("--changeset a:1\n" + PATIENCE + " = '2s';\nselect 1;\n"
                        + "--changeset a:2\nalter table users add column language text;"))
                .containsExactly("alter table without " + PATIENCE);
    }

    private static List<String> complaints(String file) {
        List<String> found = new ArrayList<>();
        for (String step : file.split("(?m)^(?=--changeset )")) {
            // What follows such a comment is meant; the rest of the comments is prose.
            String sql = step.replaceAll("(?m)^\\s*--(?!contract: |locks: ).*$", "");
            if (!sql.contains("--contract: ")) {
                CONTRACTS.matcher(sql).results().map(MatchResult::group).forEach(found::add);
            }
            if (!sql.contains("--locks: ")) {
                LOCKS.matcher(sql)
                        .results()
                        .map(MatchResult::group)
                        .map(String::strip)
                        .forEach(found::add);
            }
            if (WAITS.matcher(sql).find() && !sql.contains(PATIENCE)) {
                found.add("alter table without " + PATIENCE);
            }
        }
        return found;
    }

    private static List<String> registered() throws IOException {
        return Pattern.compile("<include file=\"migrations/([^\"]+)\"/>")
                .matcher(Files.readString(FOLDER.resolveSibling("migrations.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
