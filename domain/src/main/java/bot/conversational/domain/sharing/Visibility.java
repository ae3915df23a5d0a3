package bot.conversational.domain.sharing;

/** Who may read a share. Names are stored: they stay. */
public enum Visibility {
    /** Everybody who has the link. */
    LINK,

    /** Those of them who have logged in. */
    MEMBERS
}
