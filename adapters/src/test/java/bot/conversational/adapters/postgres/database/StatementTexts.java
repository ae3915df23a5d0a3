package bot.conversational.adapters.postgres.database;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks where the text of each statement of a source file comes from. Names count as one variable within a file. */
final class StatementTexts {

    /** Whose first argument is a statement, of Jdbi and of JDBC. */
    private static final Set<String> MAKERS = Set.of(
            "createQuery",
            "createUpdate",
            "createBatch",
            "prepareBatch",
            "createScript",
            "createCall",
            "execute",
            "select",
            "prepareStatement",
            "prepareCall",
            "executeQuery",
            "executeUpdate");

    /** By which Jdbi edits a statement. */
    private static final Set<String> EDITORS = Set.of(
            "define", "defineList", "defineNamedBindings", "bindList", "bindBeanList", "bindMethodsList", "bindFields");

    private final List<String> edited = new ArrayList<>();
    private int statements;

    /** Statements that are neither a literal nor a file. */
    List<String> edited() {
        return Collections.unmodifiableList(edited);
    }

    /** How many statements were looked at. */
    int statements() {
        return statements;
    }

    void look(CompilationUnitTree unit) {
        Map<String, Boolean> whole = new HashMap<>();
        new Variables(whole).scan(unit, null);
        new Statements(unit.getSourceFile().getName(), whole).scan(unit, null);
    }

    private static boolean isWhole(ExpressionTree text) {
        return text instanceof LiteralTree
                || text instanceof MethodInvocationTree call
                        && call.getMethodSelect().toString().equals("SqlFile.read");
    }

    private static String name(ExpressionTree variable) {
        return variable instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : variable.toString();
    }

    /** Which variables have never been anything but a whole statement; a parameter may be anything. */
    private static final class Variables extends TreeScanner<Void, Void> {

        private final Map<String, Boolean> whole;

        Variables(Map<String, Boolean> whole) {
            this.whole = whole;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            ExpressionTree value = variable.getInitializer();
            if (value != null) {
                note(variable.getName().toString(), isWhole(value));
            }
            return super.visitVariable(variable, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            method.getParameters().forEach(parameter -> note(parameter.getName().toString(), false));
            return super.visitMethod(method, none);
        }

        @Override
        public Void visitAssignment(AssignmentTree assignment, Void none) {
            note(name(assignment.getVariable()), isWhole(assignment.getExpression()));
            return super.visitAssignment(assignment, none);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Void none) {
            note(name(assignment.getVariable()), false);
            return super.visitCompoundAssignment(assignment, none);
        }

        private void note(String variable, boolean isWhole) {
            whole.merge(variable, isWhole, Boolean::logicalAnd);
        }
    }

    private final class Statements extends TreeScanner<Void, Void> {

        private final String file;
        private final Map<String, Boolean> whole;

        Statements(String file, Map<String, Boolean> whole) {
            this.file = file;
            this.whole = whole;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            String method = name(call.getMethodSelect());
            if (EDITORS.contains(method)) {
                edited.add(file + ": " + method);
            }
            if (MAKERS.contains(method) && !call.getArguments().isEmpty()) {
                statements++;
                ExpressionTree text = call.getArguments().getFirst();
                boolean variable = text instanceof IdentifierTree || text instanceof MemberSelectTree;
                if (!isWhole(text) && !(variable && whole.getOrDefault(name(text), false))) {
                    edited.add(file + ": " + method + "(" + text + ")");
                }
            }
            return super.visitMethodInvocation(call, none);
        }
    }
}
