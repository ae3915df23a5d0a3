package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.domain.llm.Provider;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model is not told of a body, since its protocol has no word for it. */
final class IgnoredParameters {

    /** Says so in an answer. */
    static final String HEADER = "X-Ignored-Parameters";

    private static final int MOST = 30;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Whatever becomes of these, the answer is the same. */
    private static final Set<String> HARMLESS =
            Set.of("model", "messages", "stream", "stream_options", "user", "store", "metadata", "tool_choice");

    private static final Set<String> TRANSLATED =
            Set.of("max_tokens", "max_completion_tokens", "temperature", "top_p", "stop", "tools", "response_format");

    private static final Set<String> OF_OLLAMA = Set.of("seed", "presence_penalty", "frequency_penalty");

    private IgnoredParameters() {}

    /** Their names with commas between them; empty when there is none. */
    static String of(OpenAiFields body, Provider provider) {
        if (provider == Provider.OPENAI) {
            return "";
        }
        return body.object().properties().stream()
                .filter(field -> !field.getValue().isNull() && isIgnored(field.getKey(), body, provider))
                .map(field -> field.getKey())
                .filter(name -> NAME.matcher(name).matches())
                .limit(MOST)
                .collect(Collectors.joining(", "));
    }

    private static boolean isIgnored(String name, OpenAiFields body, Provider provider) {
        if (name.equals("n")) {
            return body.object().path("n").asInt() > 1;
        }
        if (name.equals("response_format")) {
            boolean anyObject =
                    body.object().at("/response_format/type").asText().equals("json_object");
            return anyObject && !ChatWishes.takesAnyObject(provider);
        }
        return Stream.of(HARMLESS, TRANSLATED).noneMatch(names -> names.contains(name))
                && !(provider == Provider.OLLAMA && OF_OLLAMA.contains(name));
    }
}
