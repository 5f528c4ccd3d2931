package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every sentence of the product by language, read from {@code messages/}: {@code inbox.properties} is English, {@code inbox_de.properties} German. */
final class Messages {

    static final String FALLBACK = "en";
    private static final Messages ALL = new Messages();

    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    /** The sentences of a language, those not translated yet in English. */
    static Map<String, String> in(String language) {
        return ALL.byLanguage.getOrDefault(language, ALL.byLanguage.getOrDefault(FALLBACK, Map.of()));
    }

    static Set<String> languages() {
        return ALL.byLanguage.keySet();
    }

    private Messages() {
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
                byLanguage.computeIfAbsent(language(file), _ -> new HashMap<>()).putAll(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var english = byLanguage.getOrDefault(FALLBACK, Map.of());
        byLanguage.values().forEach(sentences -> english.forEach(sentences::putIfAbsent));
    }

    private static String language(Resource file) {
        var name = String.valueOf(file.getFilename()).replace(".properties", "");
        return name.contains("_") ? name.substring(name.indexOf('_') + 1) : FALLBACK;
    }

    private static Map<String, String> read(Resource file) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(file.getContentAsString(UTF_8)));
        var read = new HashMap<String, String>();
        properties.forEach((key, sentence) -> read.put((String) key, (String) sentence));
        return read;
    }
}
