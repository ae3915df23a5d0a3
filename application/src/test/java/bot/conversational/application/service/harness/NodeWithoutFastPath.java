package bot.conversational.application.service.harness;

import java.util.Map;

/** A node that serves every turn through Jersey, of a deployment of its own; tests share it as they do the usual one. */
public final class NodeWithoutFastPath {

    private static final class Shared {
        static final Node NODE =
                Deployment.fresh(Map.of("HTTP_FAST_PATH", "false")).startInProcess();
    }

    private NodeWithoutFastPath() {}

    public static Node shared() {
        return Shared.NODE;
    }
}
