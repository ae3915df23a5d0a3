package bot.conversational.benchmarks.users;

import java.util.List;
import java.util.Map;

/**
 * What the generator is to do.
 *
 * @param ports of the nodes, which are called in no order
 * @param targets file: a line "PATH TOKEN" for each user
 * @param users who take part, the first of the file
 * @param warmUpSeconds at full rate, before what is measured
 * @param seconds in which what is measured is due
 * @param processes whose CPU is measured meanwhile, by name
 */
public record Plan(
        List<Integer> ports,
        String targets,
        int users,
        int warmUpSeconds,
        int seconds,
        Map<String, List<Long>> processes) {}
