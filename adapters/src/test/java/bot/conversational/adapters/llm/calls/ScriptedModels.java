package bot.conversational.adapters.llm.calls;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.LanguageModelContract;
import bot.conversational.domain.llm.Prompt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Makes models that speak a protocol with scripted servers on this machine, and closes what a test opened. */
abstract class ScriptedModels {

    static final Duration LONG = Duration.ofSeconds(20);

    final List<AutoCloseable> opened = new ArrayList<>();
    final SpokenProtocol spoken;

    ScriptedModels(SpokenProtocol spoken) {
        this.spoken = spoken;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable it : opened.reversed()) {
            it.close();
        }
    }

    LanguageModel speaking(ScriptedProvider.Script script) {
        return model(provider(script).baseUrl(), LONG, LONG);
    }

    /** One that answers "Because." */
    ScriptedProvider answeringProvider() {
        return provider(answer -> answer.begin().text("Because.").finish());
    }

    Completion generate(ScriptedProvider provider, Prompt prompt) {
        return model(provider.baseUrl(), LONG, LONG).generate(prompt, delta -> {}, new Cancellation());
    }

    /** What it was asked first. */
    static JsonNode sent(ScriptedProvider provider) throws JsonProcessingException {
        return new ObjectMapper().readTree(provider.requests().getFirst());
    }

    ScriptedProvider provider(ScriptedProvider.Script script) {
        ScriptedProvider provider = new ScriptedProvider(spoken, script);
        opened.add(provider);
        return provider;
    }

    LanguageModel model(URI baseUrl, Duration timeout, Duration firstToken) {
        return new RemoteLanguageModel(connections(), settings(baseUrl, timeout, firstToken));
    }

    ModelConnections connections() {
        ModelConnections connections = new ModelConnections();
        opened.add(connections);
        return connections;
    }

    ModelSettings settings(URI baseUrl, Duration timeout, Duration firstToken) {
        return new ModelSettings(
                spoken.protocol(),
                baseUrl,
                Optional.of(new ProviderKey("sk-secret")),
                "small",
                8_192,
                timeout,
                firstToken,
                Optional.empty(),
                Set.of());
    }

    static Completion ask(LanguageModel model) {
        return model.generate(LanguageModelContract.prompt("Why?"), delta -> {}, new Cancellation());
    }
}
