package bot.conversational.application.launch;

import bot.conversational.application.ConversationalBot;

/**
 * Starts the service, or says in one line that this Java is too old for it. Only this class may be loaded before that
 * is known: the others have a format that an old Java refuses with a stack trace.
 */
public final class Launcher {

    private static final int MINIMUM = 21;

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            System.err.println("conversational-bot needs Java " + MINIMUM + " or later, but this is Java " + version
                    + ": " + System.getProperty("java.home"));
            System.exit(1);
        }
        ConversationalBot.main(arguments);
    }

    /** @param version of the specification: {@code 1.8} before Java 9, then {@code 9}, {@code 17} */
    static boolean isTooOld(String version) {
        return Double.parseDouble(version) < MINIMUM;
    }
}
