package bot.conversational.domain.search.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How well hits agree with people's judgements: the mean over all queries that have a judgement.
 *
 * @param ndcg10 normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), with the grade
 *     as gain and the binary logarithm of place plus one as discount
 * @param recall100 which part of the relevant was among the first hundred
 * @param mrr one over the place of the first relevant one, zero when none was found
 * @param success3 how often one of the first three was relevant
 * @param queries that were judged
 */
public record Relevance(double ndcg10, double recall100, double mrr, double success3, int queries) {

    private static final int TOP = 10;
    private static final int DEEP = 100;
    private static final int FIRST = 3;

    /** The hits of a query, best first, and the grades of documents by their id; above 0 is relevant. */
    public record Judged(List<String> found, Map<String, Integer> grades) {

        public Judged {
            found = List.copyOf(found);
            grades = Map.copyOf(grades);
        }

        private double gain(String document) {
            return Math.max(0, grades.getOrDefault(document, 0));
        }

        private long relevant() {
            return grades.values().stream().filter(grade -> grade > 0).count();
        }

        private long relevantAmong(int first) {
            return found.stream().limit(first).filter(it -> gain(it) > 0).count();
        }

        private double ndcg() {
            List<Double> ideal = grades.keySet().stream()
                    .map(this::gain)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            return discounted(found.stream().map(this::gain).toList()) / discounted(ideal);
        }

        private double reciprocalRank() {
            for (int i = 0; i < found.size(); i++) {
                if (gain(found.get(i)) > 0) {
                    return 1.0 / (i + 1);
                }
            }
            return 0;
        }

        private static double discounted(List<Double> gains) {
            double sum = 0;
            for (int i = 0; i < Math.min(TOP, gains.size()); i++) {
                sum += gains.get(i) * Math.log(2) / Math.log(i + 2.0);
            }
            return sum;
        }
    }

    /** The figures of some queries; those without a relevant document say nothing and do not count. */
    public static Relevance of(List<Judged> queries) {
        List<Judged> judged = queries.stream().filter(it -> it.relevant() > 0).toList();
        double n = Math.max(1, judged.size());
        return new Relevance(
                judged.stream().mapToDouble(Judged::ndcg).sum() / n,
                judged.stream()
                                .mapToDouble(it -> (double) it.relevantAmong(DEEP) / it.relevant())
                                .sum()
                        / n,
                judged.stream().mapToDouble(Judged::reciprocalRank).sum() / n,
                judged.stream().filter(it -> it.relevantAmong(FIRST) > 0).count() / n,
                judged.size());
    }
}
