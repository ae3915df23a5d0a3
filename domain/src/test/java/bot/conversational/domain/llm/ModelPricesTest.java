package bot.conversational.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bot.conversational.domain.llm.ModelPrices.Price;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelPricesTest {

    private static final Price PRICE = new Price(3, 0.3, 15);

    @Test
    void cachedTokensShouldCostTheirOwnPriceOnly() {
        assertThat(PRICE.of(new TokenUsage(1_000_000, 100_000, 400_000, 0))).isCloseTo(1.8 + 0.12 + 1.5, within(1e-9));
    }

    @Test
    void moreCachedTokensThanTokensShouldNotMakeItCheaper() {
        assertThat(PRICE.of(new TokenUsage(10, 0, 20, 0))).isCloseTo(10 * 0.3 / 1e6, within(1e-12));
    }

    @Test
    void modelWithoutPriceShouldHaveNone() {
        ModelPrices prices = new ModelPrices("EUR", Map.of("careful", PRICE));

        assertThat(prices.of("careful")).contains(PRICE);
        assertThat(prices.of("offline")).isEmpty();
    }
}
