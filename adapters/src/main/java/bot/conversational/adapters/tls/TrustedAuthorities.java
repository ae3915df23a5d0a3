package bot.conversational.adapters.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate authorities of a file, which a client believes in place of Java's own. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * A context that believes these authorities and no other. It does not check names: its users ask for that.
     *
     * @param pem one certificate or more
     * @throws IllegalArgumentException when the file cannot be read, or has no certificate
     */
    public static SSLContext in(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("authority-" + authorities.size(), authority);
            }
            if (authorities.size() == 0) {
                throw new IllegalArgumentException("There is no certificate in " + pem);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("There are no readable certificates in " + pem, e);
        }
    }
}
