package bot.conversational.domain.chat.live;

/** The places that the text of a running turn is saved in; how far it has come differs between them. */
public enum Watermark {
    /** {@link LiveTextMirror} */
    MIRROR,

    /** {@link LiveTextStore} */
    STORE
}
