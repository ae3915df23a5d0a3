package bot.conversational.adapters.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate for tests, which signs itself and so is its own authority.
 *
 * @param certificate file in PEM
 * @param key the private key in PEM
 * @param server for a server of this JVM
 */
public record TestCertificate(Path certificate, String key, SSLContext server) {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    /** Makes one in a folder, for this name and no other, nor for any address. */
    public static TestCertificate forName(String name, Path folder) {
        return make(name, "dns:" + name, folder);
    }

    /** Makes one in a folder, for this address and for no name. */
    public static TestCertificate forAddress(String address, Path folder) {
        return make(address, "ip:" + address, folder);
    }

    private static TestCertificate make(String name, String alternative, Path folder) {
        try {
            Path store = folder.resolve(name + ".p12");
            keytool(name, alternative, store);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext server = SSLContext.getInstance("TLS");
            server.init(managers.getKeyManagers(), null, null);
            byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            byte[] certificate = keys.getCertificate(ALIAS).getEncoded();
            return new TestCertificate(
                    Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate)),
                    pem("PRIVATE KEY", key),
                    server);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a certificate for " + name, e);
        }
    }

    private static void keytool(String name, String alternative, Path store) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + alternative,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool said: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a certificate was made", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    @Override
    public String toString() {
        return "TestCertificate[" + certificate + "]";
    }
}
