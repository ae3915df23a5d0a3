package bot.conversational.domain.stores;

import bot.conversational.domain.upkeep.AuditedSource;
import bot.conversational.domain.upkeep.Checkpoints;
import bot.conversational.domain.upkeep.ConversationScan;
import bot.conversational.domain.upkeep.DatabaseIdentity;

/** What the upkeep of the index needs of the source of truth. */
public record MaintenanceStores(
        ConversationScan conversations, Checkpoints walks, DatabaseIdentity lineage, AuditedSource audited) {}
