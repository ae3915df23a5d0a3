package bot.conversational.application.wiring.capability;

import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.transfer.ImportConversations;

/** Import of conversations. */
public final class TransferModule extends CapabilityModule {

    @Override
    protected void configure() {
        useCase(ImportConversations.class);
    }
}
