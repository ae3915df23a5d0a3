package bot.conversational.domain.stores;

import bot.conversational.domain.upkeep.AuditedSource;
import bot.conversational.domain.upkeep.ConversationWalk;
import bot.conversational.domain.upkeep.SourceLineage;
import bot.conversational.domain.upkeep.Walks;

/** What the upkeep of the index needs of the source of truth. */
public record UpkeepStores(ConversationWalk conversations, Walks walks, SourceLineage lineage, AuditedSource audited) {}
