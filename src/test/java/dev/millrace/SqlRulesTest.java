package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/** A module writes only its own schema, and reads only those of the modules it may use: in Java and in migrations. */
class SqlRulesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/millrace");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern MIGRATION = Pattern.compile("V\\d{4}__([a-z]+).*\\.sql");

    private static final Pattern WRITE = Pattern.compile(
            "\\b(?:insert\\s+into|update|delete\\s+from|merge\\s+into|truncate(?:\\s+table)?|copy"
                    + "|(?:create|alter|drop)\\s+(?:table|view|materialized\\s+view|sequence|function|type)"
                    + "(?:\\s+if\\s+(?:not\\s+)?exists)?)\\s+(?:only\\s+)?([a-z_]+)\\.[a-z_]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern READ = Pattern.compile(
            "\\b(?:from|join|using|references)\\s+(?:only\\s+|lateral\\s+)?([a-z_]+)\\.[a-z_]+",
            Pattern.CASE_INSENSITIVE);

    private final Map<String, Set<String>> readable = readableSchemas();

    @Test
    void ofTheModulesSources() throws IOException {
        var breaches = new ArrayList<String>();
        for (var module : readable.keySet()) {
            for (var file : files(SOURCES.resolve(module), ".java")) {
                var literals = LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1))
                        .collect(Collectors.joining("\n;\n"));
                breaches.addAll(breaches(module, file, literals));
            }
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void ofTheMigrations() throws IOException {
        var breaches = new ArrayList<String>();
        for (var file : files(MIGRATIONS, ".sql")) {
            var name = MIGRATION.matcher(file.getFileName().toString());
            assertThat(name.matches())
                    .as("%s is named V0000__module_what.sql", file)
                    .isTrue();
            assertThat(readable).as("%s begins with its module's name", file).containsKey(name.group(1));
            breaches.addAll(breaches(name.group(1), file, Files.readString(file).replaceAll("--.*", "")));
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void seeABreachWhereThereIsOne() {
        var sql = """
                update people.person set name = 'x';
                select 1 from tickets.ticket t join kernel.setting s on true
                """;

        assertThat(breaches("people", Path.of("Some.java"), sql)).containsExactly("Some.java: people reads tickets");
        assertThat(breaches("tickets", Path.of("Some.java"), sql)).containsExactly("Some.java: tickets writes people");
    }

    private List<String> breaches(String module, Path file, String sql) {
        return Stream.concat(
                        schemas(WRITE, sql)
                                .filter(schema -> !schema.equals(module))
                                .map(schema -> "%s: %s writes %s".formatted(file, module, schema)),
                        schemas(READ, sql)
                                .filter(schema ->
                                        !readable.getOrDefault(module, Set.of()).contains(schema))
                                .map(schema -> "%s: %s reads %s".formatted(file, module, schema)))
                .distinct()
                .toList();
    }

    /** Only schemas named like modules: a table's alias may stand before a dot as well. */
    private Stream<String> schemas(Pattern pattern, String sql) {
        return pattern.matcher(sql).results().map(found -> found.group(1)).filter(readable::containsKey);
    }

    private static Map<String, Set<String>> readableSchemas() {
        try (var folders = Files.list(SOURCES)) {
            var modules = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            var readable = new TreeMap<String, Set<String>>();
            for (var module : modules) {
                readable.put(
                        module,
                        Stream.concat(Stream.of(module), allowed(module, modules))
                                .collect(Collectors.toSet()));
            }
            return readable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module without the list may use everything. */
    private static Stream<String> allowed(String module, Set<String> modules) {
        try {
            var declared = Class.forName("dev.millrace.%s.package-info".formatted(module))
                    .getAnnotation(ApplicationModule.class)
                    .allowedDependencies();
            var everything = (String[])
                    ApplicationModule.class.getMethod("allowedDependencies").getDefaultValue();
            return List.of(declared).equals(List.of(everything))
                    ? modules.stream()
                    : Stream.of(declared).map(name -> name.split("::")[0].strip());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s needs a package-info with @ApplicationModule".formatted(module), e);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
