package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.ModelFailures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of tools in an answer, put together from fragments. Providers mix fragments of several calls, name some
 * late, and others never. Readers get one call after the other, each as early as it is known. For one thread.
 */
final class ToolCalls {

    static final int MOST = 200;

    /** Characters of all arguments. */
    static final int LONGEST = 1024 * 1024;

    private static final class Call {
        private final @Nullable Integer index;
        private final StringBuilder waiting = new StringBuilder();
        private final ObjectEnd end = new ObjectEnd();
        private String id = "";
        private String name = "";
        private boolean opened;

        Call(@Nullable Integer index) {
            this.index = index;
        }

        boolean isNothing() {
            return id.isEmpty() && name.isEmpty() && waiting.toString().isBlank();
        }
    }

    private final Parts parts;
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** How many calls are over. The next one is open, or waits until it is known. */
    private int over;

    private int characters;

    ToolCalls(Parts parts) {
        this.parts = parts;
    }

    /**
     * Adds a fragment.
     *
     * @param index of the call, where the provider counts them
     * @param id empty when the fragment has none
     * @param name empty when the fragment has none
     */
    void add(@Nullable Integer index, String id, String name, String arguments) {
        Call call = call(index, id, name);
        if (!arguments.isBlank() && calls.subList(0, over).contains(call)) {
            throw ModelFailures.unreadable("a call goes on behind its end");
        }
        call.id = call.id.isEmpty() ? id : call.id;
        call.name = call.name.isEmpty() ? name : call.name;
        characters += arguments.length();
        if (characters > LONGEST) {
            throw ModelFailures.unreadable("the arguments of its calls are too long");
        }
        call.waiting.append(arguments);
        call.end.add(arguments);
        advance(false);
    }

    /** Whether no fragment has come. */
    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Whether readers were given one. */
    boolean hasAny() {
        return !ids.isEmpty();
    }

    /** Whether more has to come of a call before another part can begin. */
    boolean isWithinCall() {
        return calls.stream().skip(over).anyMatch(call -> !call.end.isReached());
    }

    /** Another part begins, or the answer has ended: all calls are over. */
    void end() {
        advance(true);
    }

    /** Gives on what can be. A call is over when its arguments are whole and another follows. */
    private void advance(boolean allAreOver) {
        for (; over < calls.size(); over++) {
            Call call = calls.get(over);
            boolean isOver = allAreOver || (over < calls.size() - 1 && call.end.isReached());
            if (!call.opened && (isOver || (!call.id.isEmpty() && !call.name.isEmpty()))) {
                open(call);
            }
            if (call.opened) {
                parts.arguments(call.waiting.toString());
                call.waiting.setLength(0);
            }
            if (!isOver) {
                return;
            }
        }
    }

    private void open(Call call) {
        if (call.isNothing()) {
            return;
        }
        if (call.name.isEmpty()) {
            throw ModelFailures.unreadable("it calls a tool without a name");
        }
        String id = call.id;
        while (id.isEmpty() || !ids.add(id)) {
            id = "call_" + UUID.randomUUID().toString().replace("-", "");
        }
        call.opened = true;
        parts.call(id, call.name);
    }

    private Call call(@Nullable Integer index, String id, String name) {
        Call known = known(index, id, name);
        if (known != null) {
            return known;
        }
        if (calls.size() == MOST) {
            throw ModelFailures.unreadable("it calls too many tools");
        }
        Call added = new Call(index);
        calls.add(added);
        return added;
    }

    /** Some providers give every call the index 0, and others none; then a new id or name begins a new call. */
    private @Nullable Call known(@Nullable Integer index, String id, String name) {
        if (index != null) {
            Call call = latest(other -> index.equals(other.index));
            boolean isOther =
                    call != null && !name.isEmpty() && !id.isEmpty() && !call.id.isEmpty() && !id.equals(call.id);
            return isOther ? null : call;
        }
        Call same = id.isEmpty() ? null : latest(other -> other.id.equals(id));
        return same == null && name.isEmpty() ? latest(any -> true) : same;
    }

    private @Nullable Call latest(Predicate<Call> which) {
        return calls.reversed().stream().filter(which).findFirst().orElse(null);
    }
}
