package dev.millrace.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Seals secrets at rest (AES-256-GCM, 12-byte nonce in front) and signs what leaves the house and must come back
 * unchanged (HMAC-SHA-256). One key a purpose is derived from the master key, so no sealed value opens as another kind.
 */
@Component
public class Secrets {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] master;

    @Autowired
    Secrets(Desk desk) {
        this(masterKey(desk));
    }

    private Secrets(byte[] master) {
        this.master = master;
    }

    public static Secrets of(String masterKey) {
        return new Secrets(masterKey.getBytes(UTF_8));
    }

    public byte[] seal(String secret) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(UTF_8), 0);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    public String open(byte[] sealed) {
        return new String(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), sealed, NONCE), UTF_8);
    }

    /** A url-safe signature of {@code length} characters, 6 bits each. */
    public String sign(String purpose, String text, int length) {
        var mac = hmac(key("sign:" + purpose), text.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac).substring(0, length);
    }

    public boolean verify(String purpose, String text, String signature) {
        return !signature.isEmpty()
                && signature.length() <= 43
                && MessageDigest.isEqual(
                        sign(purpose, text, signature.length()).getBytes(US_ASCII), signature.getBytes(UTF_8));
    }

    /** A fresh unguessable url-safe word of 256 bits. */
    public static String randomWord() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] input, int offset) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored secret does not open: was MILLRACE_SECRET changed?", e);
        }
    }

    private byte[] key(String purpose) {
        return hmac(master, purpose.getBytes(UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] masterKey(Desk desk) {
        @Nullable String secret = desk.secret();
        if (secret != null && !secret.isBlank()) {
            return secret.getBytes(UTF_8);
        }
        try {
            return keptIn(desk.home().resolve("secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] keptIn(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var channel = Files.newByteChannel(
                file,
                java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(randomWord().getBytes(US_ASCII)));
        } catch (FileAlreadyExistsException _) {
            // made by an earlier start
        }
        var key = Files.readAllBytes(file);
        if (key.length < 32) {
            throw new IOException(file + " is damaged: it must hold the master key of this desk's secrets");
        }
        return key;
    }
}
