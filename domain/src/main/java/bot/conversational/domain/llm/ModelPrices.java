package bot.conversational.domain.llm;

import java.util.Map;
import java.util.Optional;

/**
 * The prices of tokens.
 *
 * @param currency of all of them, such as {@code USD}
 * @param byModel those of models that have one, by the name of the configuration
 */
public record ModelPrices(String currency, Map<String, Price> byModel) {

    private static final double MILLION = 1e6;

    public ModelPrices {
        byModel = Map.copyOf(byModel);
    }

    /** The price of a model, if it has one. */
    public Optional<Price> of(String model) {
        return Optional.ofNullable(byModel.get(model));
    }

    /**
     * The price of one model's tokens, each of a million.
     *
     * @param input of a prompt
     * @param cachedInput of what the provider had read before
     * @param output of an answer, what the model thought included
     */
    public record Price(double input, double cachedInput, double output) {

        /** The price of an answer. */
        public double of(TokenUsage usage) {
            int cached = Math.min(usage.cachedTokens(), usage.promptTokens());
            return ((usage.promptTokens() - cached) * input + cached * cachedInput + usage.completionTokens() * output)
                    / MILLION;
        }

        /** The same in millionths of the currency. */
        public long micros(TokenUsage usage) {
            return Math.round(of(usage) * MILLION);
        }
    }
}
