package bot.conversational.domain.search.meaning;

/**
 * What the cosines of a model say.
 *
 * @param unrelated the cosine that texts without any relation have on average: its zero
 * @param wordWeight what a hit that has every word of the query adds to its nearness, which is at most 1
 */
public record Calibration(double unrelated, double wordWeight) {

    public Calibration {
        if (!(unrelated >= -1 && unrelated < 1 && wordWeight >= 0)) {
            throw new IllegalArgumentException("a calibration out of bounds");
        }
    }

    /** How near a text is: 1 for the same, about 0 for an unrelated one, never less. */
    public double nearness(double cosine) {
        return Math.max(0, (cosine - unrelated) / (1 - unrelated));
    }

    /** How near beside the best, from 0 to 1. */
    double relative(double cosine, double best) {
        double most = nearness(best);
        return most == 0 ? 0 : Math.min(1, nearness(cosine) / most);
    }
}
