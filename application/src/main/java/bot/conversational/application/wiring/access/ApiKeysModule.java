package bot.conversational.application.wiring.access;

import bot.conversational.adapters.local.LocalKnownKeys;
import bot.conversational.adapters.postgres.keys.JdbiApiKeyStore;
import bot.conversational.adapters.postgres.keys.JdbiServiceKeyStore;
import bot.conversational.application.http.keys.ApiKeyResource;
import bot.conversational.application.http.keys.ServiceKeyResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.apikey.ServiceKeyStore;
import bot.conversational.domain.apikey.managing.CreateApiKey;
import bot.conversational.domain.apikey.managing.ManageApiKeys;
import bot.conversational.domain.apikey.managing.ManageServiceKeys;
import bot.conversational.domain.session.admission.Claims;
import bot.conversational.domain.session.admission.KnownKeys;
import bot.conversational.domain.session.admission.StoredKeys;

/** Keys of users and of services, and how calls are admitted by them. */
public final class ApiKeysModule extends CapabilityModule {

    @Override
    protected void configure() {
        resource(ApiKeyResource.class);
        resource(ServiceKeyResource.class);
        useCase(CreateApiKey.class);
        useCase(ManageApiKeys.class);
        useCase(ManageServiceKeys.class);
        useCase(StoredKeys.class);
        useCase(Claims.class);
        adapter(ApiKeyStore.class, JdbiApiKeyStore.class);
        adapter(ServiceKeyStore.class, JdbiServiceKeyStore.class);
        adapter(KnownKeys.class, LocalKnownKeys.class);
    }
}
