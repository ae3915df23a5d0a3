package bot.conversational.application.http.keys;

import bot.conversational.domain.apikey.managing.ManageServiceKeys;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A service's key just made; the only answer that ever holds its secret. */
public record CreatedServiceKeyJson(@JsonUnwrapped ServiceKeyJson about, String key) {

    static CreatedServiceKeyJson of(ManageServiceKeys.Created created) {
        return new CreatedServiceKeyJson(
                ServiceKeyJson.of(created.key()), created.secret().value());
    }

    @Override
    public String toString() {
        return "CreatedServiceKeyJson[redacted]";
    }
}
