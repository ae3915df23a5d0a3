package bot.conversational.domain.registration;

/**
 * How often may be tried to register from one address, whatever comes of it; 0 is no limit.
 *
 * @param perMinute tries in a minute, which begins with the first of them
 * @param perDay tries in a day, which begins with the first of them
 */
public record RegistrationLimits(int perMinute, int perDay) {

    public RegistrationLimits {
        if (perMinute < 0 || perDay < 0) {
            throw new IllegalArgumentException("a limit of registrations is not negative");
        }
    }
}
