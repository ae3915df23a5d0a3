package bot.conversational.domain.transfer.jobs;

import java.util.List;
import java.util.Map;

/**
 * What was not simply taken over.
 *
 * @param skipped conversations
 * @param problems the first ones
 * @param furtherProblems how many there are beyond these
 * @param unknownTypes how often content of a type was found that is not known
 * @param notes how often something was changed, by its name
 */
public record ImportFindings(
        int skipped,
        List<Problem> problems,
        int furtherProblems,
        Map<String, Integer> unknownTypes,
        Map<String, Integer> notes) {

    /**
     * Something that was left out.
     *
     * @param where a file of the archive, a place in it, or the id of a conversation
     */
    public record Problem(String where, String why) {}

    public static final ImportFindings NONE = new ImportFindings(0, List.of(), 0, Map.of(), Map.of());

    public ImportFindings {
        problems = List.copyOf(problems);
        unknownTypes = Map.copyOf(unknownTypes);
        notes = Map.copyOf(notes);
    }
}
