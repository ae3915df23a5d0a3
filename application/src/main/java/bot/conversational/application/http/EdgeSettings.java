package bot.conversational.application.http;

import java.util.Set;

/**
 * Settings of the edge, for operators.
 *
 * @param maxBodyBytes of a request
 * @param maxImportBytes of a file that is imported
 * @param corsOrigins whose pages may call, letter by letter
 * @param trustedProxies addresses and networks whose {@code X-Forwarded-For} is believed
 * @param connections that a node keeps, in all; 0 is no limit
 * @param connectionsPerAddress that it keeps from one address; 0 is no limit
 * @param fastPath whether the plainest turns are served in front of the servlets
 */
public record EdgeSettings(
        long maxBodyBytes,
        long maxImportBytes,
        Set<String> corsOrigins,
        Set<String> trustedProxies,
        int connections,
        int connectionsPerAddress,
        boolean fastPath) {}
