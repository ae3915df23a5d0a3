package bot.conversational.application.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The name of this process among those on the same stores; two running processes never share one. */
public record NodeName(String value) {

    static NodeName of(@Nullable String configured) {
        if (configured != null && !configured.isBlank()) {
            return new NodeName(configured);
        }
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return new NodeName(hostName() + "-" + HexFormat.of().formatHex(random));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
