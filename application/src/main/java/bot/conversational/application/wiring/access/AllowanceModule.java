package bot.conversational.application.wiring.access;

import bot.conversational.adapters.postgres.keys.JdbiKeyTokenBudget;
import bot.conversational.application.config.TurnsConfiguration;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.turns.MeasuredTokenBudget;
import bot.conversational.domain.chat.generation.KeyAllowance;
import bot.conversational.domain.chat.generation.KeyTokenBudget;
import bot.conversational.domain.chat.generation.TokenAllowance;
import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.spending.SpendingStore;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;

/** What users and keys may spend on models. */
public final class AllowanceModule extends CapabilityModule {

    @Override
    protected void configure() {
        useCase(MeasuredTokenBudget.class);
        adapter(KeyTokenBudget.class, JdbiKeyTokenBudget.class);
        useCase(KeyAllowance.class);
    }

    @Provides
    @Singleton
    TokenAllowance allowance(
            MeasuredTokenBudget budget,
            TurnsConfiguration turns,
            OwnLimits own,
            ModelPrices prices,
            SpendingStore spending,
            KeyAllowance keys,
            InstantSource clock) {
        return new TokenAllowance(budget, turns.perDay(), own, prices, spending, keys, clock);
    }
}
