package bot.conversational.application.http.tuning;

import io.dropwizard.jersey.validation.JerseyParameterNameProvider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of parameters for messages of the validator, which asks for them in every call: found out once.
 *
 * <p>Remove it when Dropwizard or Hibernate Validator keeps the names of a method.
 */
public final class CachedParameterNames extends JerseyParameterNameProvider {

    private final Map<Method, List<String>> names = new ConcurrentHashMap<>();

    @Override
    public List<String> getParameterNames(Method method) {
        return names.computeIfAbsent(method, super::getParameterNames);
    }
}
