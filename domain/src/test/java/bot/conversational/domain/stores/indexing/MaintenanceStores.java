package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.ConversationScan;
import bot.conversational.domain.indexing.maintenance.DatabaseIdentity;

/** What the upkeep of the index needs of the source of truth. */
public record MaintenanceStores(
        ConversationScan conversations, Checkpoints checkpoints, DatabaseIdentity identity, AuditedSource audited) {}
