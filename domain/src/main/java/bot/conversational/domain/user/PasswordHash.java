package bot.conversational.domain.user;

/** A password hash in PHC string format, which names its algorithm and parameters. It never prints itself. */
public record PasswordHash(String value) {

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
