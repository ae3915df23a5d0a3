package bot.conversational.application.transfer.report;

import bot.conversational.domain.transfer.ImportProblems;
import bot.conversational.domain.transfer.jobs.ImportFindings;
import bot.conversational.domain.transfer.jobs.ImportFindings.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of that which was not simply taken over. It stays small, however much that is. For one thread. */
public final class ImportReport implements ImportProblems {

    /** What was changed. */
    public enum Note {
        REPLACED("texts with characters that cannot be stored"),
        CUT("texts that were cut"),
        MISSING_FILE("files that are named but not imported"),
        DROPPED_TAG("tags that were dropped"),
        MISSING_FOLDER("conversations whose folder could not be made"),
        EXPIRING("conversations that are deleted soon, since they are older than conversations are kept");

        private final String words;

        Note(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final int MOST_PROBLEMS = 200;
    private static final int MOST_TYPES = 100;
    private static final int LONGEST = 200;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<Note, Integer> notes = new EnumMap<>(Note.class);
    private final Map<String, Integer> unknownTypes = new TreeMap<>();
    private int skipped;
    private int passedOver;

    /** A conversation was left out. */
    @Override
    public void skipped(String where, String why) {
        skipped++;
        add(where, why);
    }

    @Override
    public void unfiled(String conversation) {
        note(Note.MISSING_FOLDER);
    }

    @Override
    public void expiring(String conversation) {
        note(Note.EXPIRING);
    }

    /** Something that is no conversation was left out. */
    public void passedOver(String where, String why) {
        passedOver++;
        add(where, why);
    }

    private void add(String where, String why) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(line(where), line(why)));
        }
    }

    public void note(Note note) {
        notes.merge(note, 1, Integer::sum);
    }

    /** A content of this type was kept, but is not shown. */
    public void unknownType(String type) {
        String name = line(type);
        if (unknownTypes.size() < MOST_TYPES || unknownTypes.containsKey(name)) {
            unknownTypes.merge(name, 1, Integer::sum);
        }
    }

    /** Names in an archive are anybody's: they must not end lines, nor fill them. */
    private static String line(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return cut.replaceAll("\\p{C}", "?");
    }

    /** Conversations. */
    public int skipped() {
        return skipped;
    }

    /** The first ones. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How many there are beyond {@link #problems}. */
    public int furtherProblems() {
        return skipped + passedOver - problems.size();
    }

    /** All of it. */
    public ImportFindings findings() {
        Map<String, Integer> named = new TreeMap<>();
        notes.forEach((note, count) -> named.put(note.name().toLowerCase(Locale.ROOT), count));
        return new ImportFindings(skipped, problems, furtherProblems(), unknownTypes, named);
    }

    public Map<Note, Integer> notes() {
        return Map.copyOf(notes);
    }

    public Map<String, Integer> unknownTypes() {
        return Map.copyOf(unknownTypes);
    }
}
