package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.folders.JdbiFolderStore;
import bot.conversational.adapters.postgres.folders.JdbiTagStore;
import bot.conversational.application.http.folders.FolderResource;
import bot.conversational.application.http.folders.TagResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.folder.TagStore;
import bot.conversational.domain.folder.managing.BrowseTags;
import bot.conversational.domain.folder.managing.CreateFolder;
import bot.conversational.domain.folder.managing.ManageFolders;

/** Folders and tags of conversations. */
public final class FoldersModule extends CapabilityModule {

    @Override
    protected void configure() {
        adapter(FolderStore.class, JdbiFolderStore.class);
        adapter(TagStore.class, JdbiTagStore.class);
        useCase(CreateFolder.class);
        useCase(ManageFolders.class);
        useCase(BrowseTags.class);
        resource(FolderResource.class);
        resource(TagResource.class);
    }
}
