package bot.conversational.adapters.postgres.partitions;

import bot.conversational.adapters.postgres.database.SqlFile;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The service's statements on the tables that are in partitions, of its files and of its classes, by their texts. */
final class TableStatements {

    private static final Path FILES = Path.of("src/main/resources/sql");
    private static final Path CLASSES = Path.of("src/main/java/bot/conversational/adapters/postgres");

    /** What is included by others, and what moves the tables themselves. */
    private static final Pattern NO_STATEMENTS = Pattern.compile(".*/parts/.*|partitions/.*");

    private static final Pattern TOUCHES =
            Pattern.compile("\\b(from|join|update|into|using)\\s+(messages|turns|passages)\\b");

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):[a-zA-Z]\\w*|\\$\\d+");

    private final Map<String, String> names = new TreeMap<>();

    TableStatements() {
        ofFiles();
        ofClasses();
    }

    /** Names by texts as {@link #plain} gives them: {@code turns/begin} of a file, {@code JdbiOldTurns.forget} of a class. */
    Map<String, String> names() {
        return Map.copyOf(names);
    }

    /** The text whoever prepared it: without names or numbers of parameters, and with single blanks. */
    static String plain(String sql) {
        return PARAMETER.matcher(sql).replaceAll("?").replaceAll("\\s+", " ").strip();
    }

    private void note(String name, String sql) {
        if (TOUCHES.matcher(sql).find()) {
            names.put(plain(sql), name);
        }
    }

    private void ofFiles() {
        try (Stream<Path> files = Files.walk(FILES)) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .map(file -> FILES.relativize(file).toString().replace(".sql", ""))
                    .filter(name -> !NO_STATEMENTS.matcher(name).matches())
                    .forEach(name -> note(name, SqlFile.read(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ofClasses() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(CLASSES);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/partitions/"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                new Literals().scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names a literal by the class, and the method or the constant, that it stands in. */
    private final class Literals extends TreeScanner<Void, Void> {

        private String type = "";
        private String member = "";

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            String outer = type;
            type = tree.getSimpleName().toString();
            super.visitClass(tree, none);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            member = tree.getName().toString();
            super.visitMethod(tree, none);
            member = "";
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void none) {
            boolean field = member.isEmpty();
            if (field) {
                member = tree.getName().toString();
            }
            super.visitVariable(tree, none);
            if (field) {
                member = "";
            }
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree tree, Void none) {
            if (tree.getValue() instanceof String text) {
                note(type + "." + member, text);
            }
            return null;
        }
    }
}
