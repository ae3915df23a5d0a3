package bot.conversational.application.wiring.capability;

import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.transfer.ImportConversations;
import bot.conversational.domain.user.Expiry;

/** Import of conversations. */
public final class TransferModule extends CapabilityModule {

    @Override
    protected void configure() {
        useCase(Expiry.class);
        useCase(ImportConversations.class);
    }
}
