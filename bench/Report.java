import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures as a table in Markdown, each beside the limit of the machine and what Millrace must reach. */
final class Report {

    private static final List<String> HEAD =
            List.of("what", "unit", "measured", "limit of the machine", "ratio", "must", "reached");

    private final List<List<String>> lines = new ArrayList<>();

    /** Times in milliseconds. */
    void latency(
            String what, Load.Round measured, Load.Round limit, String target, double most50, double most95) {
        var reached = measured.p50() <= most50 && measured.p95() <= most95;
        line(
                what,
                "ms, p50 / p95",
                number(measured.p50()) + " / " + number(measured.p95()),
                number(limit.p50()) + " / " + number(limit.p95()),
                "× " + number(measured.p50() / limit.p50()),
                target,
                reached ? "yes" : "**no**");
    }

    /** As above, where the machine's limit says nothing. */
    void latency(String what, Load.Round measured, String target, double most50, double most95) {
        line(
                what,
                "ms, p50 / p95",
                number(measured.p50()) + " / " + number(measured.p95()),
                "",
                "",
                target,
                measured.p50() <= most50 && measured.p95() <= most95 ? "yes" : "**no**");
    }

    void latency(String what, Load.Round measured) {
        line(what, "ms, p50 / p95", number(measured.p50()) + " / " + number(measured.p95()), "", "", "", "");
    }

    void rate(String what, double measured, double limit, String target, double least) {
        line(
                what,
                "per second",
                number(measured),
                number(limit),
                "%.0f %%".formatted(100 * measured / limit),
                target,
                target.isEmpty() ? "" : measured >= least ? "yes" : "**no**");
    }

    void measured(String what, String unit, double value, String target, double most) {
        line(what, unit, number(value), "", "", target, value <= most ? "yes" : "**no**");
    }

    void measured(String what, String unit, double value) {
        line(what, unit, number(value), "", "", "", "");
    }

    void atLeast(String what, String unit, double value, String target, double least) {
        line(what, unit, number(value), "", "", target, value >= least ? "yes" : "**no**");
    }

    void processor(String what, double milliseconds, double most) {
        measured(what + ", processor time", "ms", milliseconds, "≤ %.0f".formatted(most), most);
    }

    void print() {
        System.out.println();
        print(HEAD);
        print(HEAD.stream().map(_ -> "---").toList());
        lines.forEach(this::print);
        System.out.println();
    }

    static void machine() throws IOException {
        var processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
        System.out.printf(
                "%d × %s, Linux %s, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                processor,
                System.getProperty("os.version"),
                System.getProperty("java.version"));
        machineLoad();
    }

    /** Who else works on the machine makes every figure worse. */
    static void machineLoad() throws IOException {
        System.out.println("load average: " + Files.readString(Path.of("/proc/loadavg")).strip());
    }

    private void line(String... cells) {
        lines.add(List.of(cells));
    }

    /** Without the columns that nobody has filled in. */
    private void print(List<String> cells) {
        System.out.println(IntStream.range(0, cells.size())
                .filter(column -> lines.stream().anyMatch(line -> !line.get(column).isEmpty()))
                .mapToObj(cells::get)
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
