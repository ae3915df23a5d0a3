package bot.conversational.domain.administration;

import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Role;
import java.util.Optional;

/**
 * Which accounts are wanted; what is empty does not matter.
 *
 * @param text a part of the e-mail address or the display name in any case, 1 to 200 characters
 */
public record UserFilter(Optional<String> text, Optional<Role> role, Optional<AccountState> state) {

    private static final int LONGEST = 200;

    public UserFilter {
        text.ifPresent(part -> Text.checked("q", part, 1, LONGEST));
    }
}
