package bot.conversational.application.config;

import bot.conversational.domain.llm.Provider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All language models, the default one first: that of the environment, then those of the list. Without settings the
 * environment describes the offline responder, which is left out if the list has models.
 */
record ConfiguredModels(List<Entry> entries, Optional<String> titleModel) {

    /**
     * A model and where it was configured.
     *
     * @param index in the list; empty when it is the environment's
     */
    record Entry(Optional<Integer> index, ModelConfiguration model) {}

    /** The error in one value of a model. */
    record Mistake(Entry entry, String key, String message) {}

    static ConfiguredModels of(LanguageModelConfiguration llm, List<ModelConfiguration> list) {
        List<Entry> entries = new ArrayList<>();
        if (list.isEmpty() || llm.provider() != Provider.OFFLINE) {
            entries.add(new Entry(Optional.empty(), llm.asModel()));
        }
        for (int i = 0; i < list.size(); i++) {
            entries.add(new Entry(Optional.of(i), list.get(i)));
        }
        return new ConfiguredModels(List.copyOf(entries), llm.effectiveTitleModel());
    }

    List<ModelConfiguration> models() {
        return entries.stream().map(Entry::model).toList();
    }

    /** Errors that prevent their use, beyond single values that are out of bounds. */
    List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            ModelConfiguration model = entry.model();
            if (model.name().isBlank()) {
                mistakes.add(new Mistake(entry, entry.index().isEmpty() ? "model" : "name", "must name a model"));
            } else if (!names.add(model.name())) {
                mistakes.add(new Mistake(entry, "name", "is also the name of another model"));
            }
            if (model.baseUrl() != null && !model.baseUrl().isBlank() && !isOfTheWeb(model.baseUrl())) {
                mistakes.add(new Mistake(entry, "baseUrl", "must be a URL that begins with http:// or https://"));
            }
            if (model.provider() == Provider.ANTHROPIC
                    && model.effectiveApiKey().isEmpty()) {
                mistakes.add(new Mistake(entry, "apiKey", "is needed for anthropic"));
            }
            model.effectiveFallback()
                    .flatMap(fallback -> mistakeOfFallback(model, fallback))
                    .ifPresent(message -> mistakes.add(new Mistake(entry, "fallback", message)));
        }
        titleModel
                .filter(name -> named(name).isEmpty())
                .ifPresent(name -> mistakes.add(new Mistake(
                        new Entry(Optional.empty(), entries.getFirst().model()),
                        "titleModel",
                        "names a model that is not configured")));
        return mistakes;
    }

    /** A prompt was cut to fit the window of the model that it was for. */
    private Optional<String> mistakeOfFallback(ModelConfiguration model, String fallback) {
        Optional<ModelConfiguration> other = named(fallback);
        if (other.isEmpty()) {
            return Optional.of("names a model that is not configured");
        }
        if (leadsBackTo(model, other.get())) {
            return Optional.of("leads back to the same model");
        }
        return other.filter(it -> it.effectiveWindow() < model.effectiveWindow())
                .map(it -> "names a model with a smaller window, which could not take its prompts");
    }

    private boolean leadsBackTo(ModelConfiguration start, ModelConfiguration model) {
        Set<String> seen = new HashSet<>();
        Optional<ModelConfiguration> next = Optional.of(model);
        while (next.isPresent() && seen.add(next.get().name())) {
            if (next.get().name().equals(start.name())) {
                return true;
            }
            next = next.get().effectiveFallback().flatMap(this::named);
        }
        return false;
    }

    private Optional<ModelConfiguration> named(String name) {
        Predicate<ModelConfiguration> isNamed = model -> name.equals(model.name());
        return models().stream().filter(isNamed).findFirst();
    }

    private static boolean isOfTheWeb(String url) {
        try {
            URI uri = new URI(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
