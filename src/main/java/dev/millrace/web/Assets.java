package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Style sheets, scripts, fonts and icons: joined when the class loads, named by their content, so that a browser asks for each once.
 *
 * <p>All of {@code static/css} becomes {@code app.css}, all of {@code static/js} {@code app.js} and {@code static/js/vendor} {@code
 * vendor.js}: a new component is a new file and nothing else to register.
 */
public final class Assets {

    private static final Pattern REFERENCE = Pattern.compile("url\\(\"([\\w.-]+)\"\\)");

    private static final Assets ALL = new Assets();

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /** What a browser fetches: its bytes as they are and squeezed, and the hash its address carries. */
    record Asset(String name, String type, String hash, byte[] body, byte[] gzip) {

        String url() {
            return "/assets/" + hash + "/" + name;
        }
    }

    /** The address of an asset, for templates. */
    public static String url(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no asset " + name))
                .url();
    }

    /** What is behind that address. */
    public static byte[] body(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no asset " + name))
                .body()
                .clone();
    }

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ALL.byName.get(name));
    }

    private Assets() {
        for (var font : files("static/fonts/*.woff2")) {
            put(font.getFilename(), "font/woff2", bytes(font));
        }
        put("icons.svg", "image/svg+xml", joined("static/icons.svg", "%s"));
        put("favicon.svg", "image/svg+xml", joined("static/favicon.svg", "%s"));
        put("app.css", "text/css", withHashes(joined("static/css/*.css", "%s")));
        put("vendor.js", "text/javascript", joined("static/js/vendor/*.js", "%s\n;"));
        // A block each, so that the modules' names do not meet.
        put("app.js", "text/javascript", joined("static/js/*.js", "{\n%s}\n"));
    }

    private void put(String name, String type, String text) {
        put(name, type + ";charset=utf-8", text.getBytes(UTF_8));
    }

    private void put(@Nullable String name, String type, byte[] body) {
        if (name != null) {
            byName.put(name, new Asset(name, type, hash(body), body, gzip(body)));
        }
    }

    /** A style sheet names its fonts plainly; what is served names them by content. */
    private String withHashes(String css) {
        return REFERENCE.matcher(css).replaceAll(found -> {
            var asset = byName.get(found.group(1));
            return Matcher.quoteReplacement(asset == null ? found.group() : "url(\"" + asset.url() + "\")");
        });
    }

    private static String joined(String pattern, String each) {
        return Arrays.stream(files(pattern))
                .map(file -> each.formatted(new String(bytes(file), UTF_8)))
                .collect(joining());
    }

    private static Resource[] files(String pattern) {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern);
            Arrays.sort(found, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
