package bot.conversational.domain.stores.keys;

import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.apikey.ServiceKeyStore;
import bot.conversational.domain.chat.generation.KeyTokenBudget;

/** The keys of users and of services in the source of truth. */
public record KeyStores(ApiKeyStore users, ServiceKeyStore services, KeyTokenBudget budget) {}
