package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.millrace.kernel.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * <p>All of {@code static/css} becomes {@code app.css}, all of {@code static/js} an {@code app.js} for each language and {@code static/js/vendor} {@code
 * vendor.js}: a new component is a new file and nothing else to register. What one page fetches when it is needed lies in {@code js/lazy}
 * and in folders of {@code js/vendor}.
 */
public final class Assets {

    private static final Pattern REFERENCE = Pattern.compile("url\\(\"([\\w.-]+)\"\\)");
    private static final Pattern SYMBOL =
            Pattern.compile("<symbol id=\"([\\w-]+)\" viewBox=\"([\\d ]+)\">(.*?)</symbol>");
    private static final String SHAPE =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='%s' fill='none' stroke='#000' stroke-width='2.25' "
                    + "stroke-linecap='round' stroke-linejoin='round'>%s</svg>";

    /** The sentences that scripts say have keys that begin so. */
    private static final String SCRIPT = "script.";

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

    /** The address of the product's scripts, which say what they say in this language. */
    public static String script(Locale locale) {
        var language = Messages.languages().contains(locale.getLanguage()) ? locale.getLanguage() : Messages.FALLBACK;
        return url("app." + language + ".js");
    }

    /** What is behind that address. */
    public static byte[] body(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no asset " + name))
                .body()
                .clone();
    }

    private static String words(String language) {
        var words = new TreeMap<String, String>();
        Messages.in(language).forEach((key, sentence) -> {
            if (key.startsWith(SCRIPT)) {
                words.put(key.substring(SCRIPT.length()), sentence);
            }
        });
        return "const WORDS = " + Json.write(words) + ";\n";
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
        put("app.css", "text/css", withReferences(joined("static/css/*.css", "%s")));
        put("vendor.js", "text/javascript", joined("static/js/vendor/*.js", "%s\n;"));
        // Only who opens rich text fetches these.
        put("prosemirror.js", "text/javascript", joined("static/js/vendor/prosemirror/*.js", "%s"));
        put("rich-text.js", "text/javascript", joined("static/js/lazy/rich-text.js", "%s"));
        // Of the widget: what other sites load, what runs inside their frame, and what draws it for whoever sets it up.
        put("widget.js", "text/javascript", joined("static/js/lazy/widget.js", "%s"));
        put("widget-frame.js", "text/javascript", joined("static/js/lazy/widget-frame.js", "%s"));
        put("widget-preview.js", "text/javascript", joined("static/js/lazy/widget-preview.js", "%s"));
        // A block each, so that the modules' names do not meet.
        var scripts = joined("static/js/*.js", "{\n%s}\n");
        for (var language : Messages.languages()) {
            put("app." + language + ".js", "text/javascript", words(language) + scripts);
        }
    }

    private void put(String name, String type, String text) {
        put(name, type + ";charset=utf-8", text.getBytes(UTF_8));
    }

    private void put(@Nullable String name, String type, byte[] body) {
        if (name != null) {
            byName.put(name, new Asset(name, type, hash(body), body, gzip(body)));
        }
    }

    /** A style sheet names fonts and icons plainly; what is served names the fonts by content and holds the icons. */
    private String withReferences(String css) {
        var shapes = shapes();
        return REFERENCE.matcher(css).replaceAll(found -> {
            var asset = byName.get(found.group(1));
            var url = asset == null ? shapes.get(found.group(1)) : asset.url();
            return Matcher.quoteReplacement(url == null ? found.group() : "url(\"" + url + "\")");
        });
    }

    /** Each icon as a mask: its outline alone, to be painted with any colour. */
    private static Map<String, String> shapes() {
        return SYMBOL.matcher(joined("static/icons.svg", "%s"))
                .results()
                .collect(toMap(
                        icon -> icon.group(1) + ".icon",
                        icon -> "data:image/svg+xml,"
                                + SHAPE.formatted(icon.group(2), icon.group(3).replace('"', '\''))
                                        .replace("%", "%25")
                                        .replace("#", "%23")
                                        .replace("<", "%3C")
                                        .replace(">", "%3E")));
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
            return HexFormat.of().formatHex(digest, 0, 4);
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
