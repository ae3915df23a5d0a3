package bot.conversational.domain.session;

/** What a caller shows to be let in. It is a secret: only its digest is kept, and it never prints itself. */
public sealed interface Credential permits SessionToken, ApiKeyToken {

    /** SHA-256 of its text in URL-safe Base64, 43 characters: what is random needs no slow hash. */
    String digest();
}
