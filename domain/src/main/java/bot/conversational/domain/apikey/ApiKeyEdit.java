package bot.conversational.domain.apikey;

import bot.conversational.domain.ratelimit.UserLimits;
import java.util.Optional;

/** What is changed of a key; what is empty stays. */
public record ApiKeyEdit(Optional<String> name, Optional<UserLimits> limits) {

    public ApiKeyEdit {
        name.ifPresent(KeyDetails::checkedName);
    }
}
