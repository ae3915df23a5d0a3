package bot.conversational.application.http.site;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Serves the site in the class path, if there is one, in front of the calls of the API. */
public final class SiteBundle implements ConfiguredBundle<Configuration> {

    @Override
    public void run(Configuration configuration, Environment environment) {
        Site.inClassPath().ifPresent(site -> serve(site, environment));
    }

    private static void serve(Site site, Environment environment) {
        Supplier<String> version = once(() ->
                SiteVersion.of(site.folders().stream().filter(Site.Folder::own).toList()));
        Supplier<SiteIndex> index = once(() -> SiteIndex.of(site, version.get()));
        add(environment, "page", site.pages().toArray(String[]::new), path -> {
            SiteIndex page = index.get();
            return Optional.of(new SiteServlet.Found(page.file(), false, page.headers()));
        });
        for (Site.Folder folder : site.folders()) {
            Map<String, SiteFile> read = new ConcurrentHashMap<>();
            add(environment, folder.path(), new String[] {folder.path() + "/*"}, path -> {
                if (!folder.own()) {
                    return file(read, folder, path).map(file -> new SiteServlet.Found(file, true, Map.of()));
                }
                int slash = path.indexOf('/');
                // A node of another version may have told the path: what it gets is ours, but not for ever.
                return slash < 0
                        ? Optional.empty()
                        : file(read, folder, path.substring(slash + 1))
                                .map(file -> new SiteServlet.Found(
                                        file, path.substring(0, slash).equals(version.get()), Map.of()));
            });
        }
    }

    private static void add(Environment environment, String name, String[] patterns, SiteServlet.Source source) {
        environment
                .servlets()
                .addServlet("site " + name, new SiteServlet(source))
                .addMapping(patterns);
    }

    /** Only files that exist are remembered, so callers cannot fill the map. */
    private static Optional<SiteFile> file(Map<String, SiteFile> read, Site.Folder folder, String path) {
        SiteFile known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SiteFile> file = path.contains("..") || path.contains("//") || path.contains("\\")
                ? Optional.empty()
                : SiteFile.read(folder.resources() + "/" + path);
        file.ifPresent(some -> read.put(path, some));
        return file;
    }

    private static <T> Supplier<T> once(Supplier<T> make) {
        Map<Boolean, T> made = new ConcurrentHashMap<>();
        return () -> made.computeIfAbsent(true, any -> make.get());
    }
}
