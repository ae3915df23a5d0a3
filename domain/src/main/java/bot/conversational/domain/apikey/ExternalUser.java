package bot.conversational.domain.apikey;

import bot.conversational.domain.shared.Text;

/**
 * A user of a service, by the service's own name for them. Equal names of two services are two users.
 *
 * @param externalId 1 to 200 characters in one line, compared exactly
 */
public record ExternalUser(ServiceId service, String externalId) {

    private static final int MAX_ID = 200;

    public ExternalUser {
        Text.line("externalId", Text.checked("externalId", externalId, 1, MAX_ID));
    }
}
