package bot.conversational.benchmarks.users;

import java.util.List;
import java.util.Map;

/**
 * Questions by the clock, each answered as a whole.
 *
 * @param port of the server
 * @param targets file: a line "PATH TOKEN" for each user
 * @param users who ask, the first of the file
 * @param body of a call, as JSON
 * @param perSecond how many are asked
 * @param warmUpSeconds at full rate, before what is measured
 * @param seconds in which what is measured is due
 * @param processes whose CPU is measured meanwhile, by name
 */
public record CallPlan(
        int port,
        String targets,
        int users,
        String body,
        double perSecond,
        int warmUpSeconds,
        int seconds,
        Map<String, List<Long>> processes) {}
