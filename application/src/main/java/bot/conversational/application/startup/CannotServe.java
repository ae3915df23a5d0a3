package bot.conversational.application.startup;

/** Why a node or a command cannot start, in a line for whoever runs it: only they can put it right. */
public final class CannotServe extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotServe(String line) {
        super(line);
    }
}
