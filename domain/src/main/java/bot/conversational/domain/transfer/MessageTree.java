package bot.conversational.domain.transfer;

import bot.conversational.domain.transfer.ImportedConversation.Line;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings recorded messages in an order in which parents come before their children, branch by branch, and older
 * siblings first. Recordings are not to be trusted: a parent that is not there makes a first message, and a circle is
 * cut before its earliest message. Chains may be long, so nothing here is recursive.
 */
final class MessageTree {

    /** A message that waits for its place, with the time of its parent. */
    private record Waiting(Line line, Instant parentTime) {
        Instant time() {
            return line.createdAt().orElse(parentTime);
        }
    }

    private final Map<String, Line> byId = new LinkedHashMap<>();
    private final Map<String, List<Line>> children = new LinkedHashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final List<Line> ordered = new ArrayList<>();

    private MessageTree(List<Line> lines) {
        lines.forEach(line -> byId.putIfAbsent(id(line), line));
        byId.values()
                .forEach(line -> line.parent()
                        .ifPresent(parent -> children.computeIfAbsent(parent, key -> new ArrayList<>())
                                .add(line)));
    }

    /** The lines as they are when one has no id; else each id once. */
    static List<Line> parentsFirst(List<Line> lines) {
        if (lines.stream().anyMatch(line -> line.id().isEmpty())) {
            return lines;
        }
        MessageTree tree = new MessageTree(lines);
        List<Waiting> roots = tree.byId.values().stream()
                .filter(line -> line.parent().filter(tree.byId::containsKey).isEmpty())
                .map(line -> new Waiting(line, Instant.MIN))
                .sorted(Comparator.comparing(Waiting::time))
                .toList();
        roots.forEach(tree::place);
        tree.cutCircles();
        return tree.ordered;
    }

    private void cutCircles() {
        if (placed.size() == byId.size()) {
            return;
        }
        byId.values().stream()
                .map(line -> new Waiting(line, Instant.MAX))
                .sorted(Comparator.comparing(Waiting::time))
                .filter(it -> !placed.contains(id(it.line())))
                .toList()
                .forEach(this::place);
    }

    /** Places a first message and all that follow it. */
    private void place(Waiting root) {
        if (placed.contains(id(root.line()))) {
            return;
        }
        Deque<Waiting> stack = new ArrayDeque<>();
        stack.push(new Waiting(root.line().withParent(Optional.empty()), root.parentTime()));
        while (!stack.isEmpty()) {
            Waiting next = stack.pop();
            if (!placed.add(id(next.line()))) {
                continue;
            }
            ordered.add(next.line());
            List<Waiting> following = children.getOrDefault(id(next.line()), List.of()).stream()
                    .map(line -> new Waiting(line, next.time()))
                    .sorted(Comparator.comparing(Waiting::time))
                    .toList();
            following.reversed().forEach(stack::push);
        }
    }

    private static String id(Line line) {
        return line.id().orElseThrow();
    }
}
