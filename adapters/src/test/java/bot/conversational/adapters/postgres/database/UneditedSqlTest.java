package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A statement is a literal or a {@link SqlFile}, whole and as it stands: nobody edits SQL as text. Values are parameters, and
 * what several statements share is included by their files.
 */
class UneditedSqlTest {

    private static final Path SOURCES = Path.of("src/main/java/bot/conversational/adapters/postgres");

    @Test
    void everyStatementShouldBeALiteralOrAFile() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                sources.add(source(file.getFileName().toString(), Files.readString(file)));
            }
        }
        StatementTexts texts = read(sources);
        assertThat(texts.edited()).isEmpty();
        assertThat(texts.statements()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h.createQuery(\"select 1\");",
                "h.createQuery(\"\"\"\nselect 1\n\"\"\");",
                "h.createQuery(SqlFile.read(\"a/b\"));",
                "h.createUpdate(file);",
                "h.execute(\"select ?\", 1);",
                "h.prepareBatch(this.assigned);",
                "String literal = \"select 1\"; h.createQuery(literal);",
                "h.createUpdate(\"select :a\").bind(\"a\", 1).execute();",
            })
    void literalsAndFilesShouldBeAllowed(String statement) {
        StatementTexts texts = read(List.of(source("Sample.java", sample(statement))));
        assertThat(texts.edited()).isEmpty();
        assertThat(texts.statements()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h.createQuery(\"select \" + column);",
                "h.createQuery(file.replace(\"a\", \"b\"));",
                "h.createQuery(\"select %s\".formatted(column));",
                "h.createQuery(SqlFile.read(\"a/b\") + \" limit 1\");",
                "h.createUpdate(given);",
                "h.execute(edited);",
                "h.prepareBatch(overwritten);",
                "String local = file.strip(); h.createQuery(local);",
                "String local = \"select 1\"; local += column; h.createQuery(local);",
                "h.createQuery(\"select <column> from t\").define(\"column\", column);",
                "h.createQuery(\"select 1 where 1 in (<ids>)\").bindList(\"ids\", 1);",
                "c.prepareStatement(String.format(\"select %s\", column));",
            })
    void editedTextShouldBeFound(String statement) {
        assertThat(read(List.of(source("Sample.java", sample(statement)))).edited())
                .isNotEmpty();
    }

    private static String sample(String statement) {
        return """
                class Sample {
                    String column = "a";
                    String file = SqlFile.read("a/b");
                    String edited = SqlFile.read("a/b").replace("a", "b");
                    String assigned;
                    String overwritten = "select 1";
                    Sample() {
                        assigned = SqlFile.read("a/b");
                        overwritten = overwritten.concat(" limit 1");
                    }
                    void work(Object h, Object c, String given) { %s }
                }
                """.formatted(statement);
    }

    private static StatementTexts read(List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
        StatementTexts texts = new StatementTexts();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                texts.look(unit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
