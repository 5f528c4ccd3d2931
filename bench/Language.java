import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Converts public data sets to what {@code evaluate} reads, and prints its figures; {@code bench/language} says how to call it. */
final class Language {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Path data;
    private final Path folder;
    private final String wanted;

    /** One line of a data set: a text and its category. */
    private record Row(String text, String category) {}

    private Language(Path data, Path folder, String wanted) {
        this.data = data;
        this.folder = folder;
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("| what | figure | reached | target | published or baseline |");
        System.out.println("|---|---|---|---|---|");
        new Language(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]).run();
    }

    private void run() throws Exception {
        var banking = data.resolve("banking77");
        classify("banking77", csv(banking.resolve("train.csv")), csv(banking.resolve("test.csv")), List.of(), "95.3", "93.66");
        classify("banking77 1 typo", csv(banking.resolve("train.csv")), typos(csv(banking.resolve("test.csv")), 1), List.of(), "", "");
        classify("banking77 3 typos", csv(banking.resolve("train.csv")), typos(csv(banking.resolve("test.csv")), 3), List.of(), "", "");
        for (var shots : List.of(5, 10)) {
            few("banking77", shots, shots == 5 ? "88.5" : "90.8", shots == 5 ? "84.0" : "89.8");
        }
        clinc();
        for (var shots : List.of(5, 10)) {
            few("clinc150", shots, shots == 5 ? "94" : "95", shots == 5 ? "92.6" : "94.8");
        }
        hadoop();
        frequentQuestions();
    }

    private void few(String set, int shots, String target, String published) throws Exception {
        var train = pairs(set + "_train_" + shots);
        var seen = train.stream().map(Row::text).toList();
        var backlog = pairs(set + "_train").stream()
                .map(Row::text)
                .filter(text -> !seen.contains(text))
                .toList();
        var test = pairs(set + "_test");
        classify(set + " %d-shot".formatted(shots), train, test, backlog, target, published);
        classify(set + " %d-shot, no backlog".formatted(shots), train, test, List.of(), "", published);
    }

    private void clinc() throws Exception {
        if (skips("clinc150")) {
            return;
        }
        var sets = JSON.readTree(Files.readString(data.resolve("clinc150/data_full.json")));
        var train = new ArrayList<>(rows(sets, "train"));
        var test = new ArrayList<>(rows(sets, "test"));
        classify("clinc150", train, test, List.of(), "97", "96.9");
        test.addAll(rows(sets, "oos_test"));
        classify("clinc150 and strangers", train, test, List.of(), "oos_auroc 98.8, oos_recall 87", "96.2 / 52");
        train.addAll(rows(sets, "oos_train"));
        classify("clinc150, taught 100 strangers", train, test, List.of(), "", "");
    }

    /** The first of each pair is searched for its duplicate. */
    private void hadoop() throws Exception {
        if (skips("hadoop")) {
            return;
        }
        var corpus = folder.resolve("corpus.csv");
        try (var reports = CsvReader.builder().ofNamedCsvRecord(data.resolve("hadoop/hadoop.csv"));
                var out = CsvWriter.builder().build(corpus)) {
            out.writeRecord("id", "title", "body");
            for (var report : reports) {
                out.writeRecord(report.getField("Issue id"), report.getField("Summary"), report.getField("Description"));
            }
        }
        var known = csvColumn(corpus, "id");
        var pairs = folder.resolve("pairs.csv");
        try (var duplicates = CsvReader.builder().ofNamedCsvRecord(data.resolve("hadoop/hadoop_dups.csv"));
                var out = CsvWriter.builder().build(pairs)) {
            out.writeRecord("id", "duplicate_id");
            for (var pair : duplicates) {
                if (known.contains(pair.getField("Issue id")) && known.contains(pair.getField("Duplicate id"))) {
                    out.writeRecord(pair.getField("Issue id"), pair.getField("Duplicate id"));
                }
            }
        }
        print(
                "hadoop duplicates",
                "mrr: bm25 + 12",
                ".557 (BM25)",
                evaluate("similar", "--corpus", corpus.toString(), "--pairs", pairs.toString()));
    }

    /** There is no open set of questions and articles here: each intent of the bank is an article of three of its questions. */
    private void frequentQuestions() throws Exception {
        if (skips("answers")) {
            return;
        }
        var train = csv(data.resolve("banking77/train.csv"));
        var articles = folder.resolve("articles.csv");
        try (var out = CsvWriter.builder().build(articles)) {
            out.writeRecord("id", "title", "body");
            for (var intent : train.stream().map(Row::category).distinct().toList()) {
                var texts = train.stream()
                        .filter(row -> row.category().equals(intent))
                        .map(Row::text)
                        .limit(3)
                        .toList();
                out.writeRecord(intent, intent.replace('_', ' '), String.join(" ", texts));
            }
        }
        var questions = folder.resolve("questions.csv");
        try (var out = CsvWriter.builder().build(questions)) {
            out.writeRecord("text", "id");
            csv(data.resolve("banking77/test.csv")).forEach(row -> out.writeRecord(row.text(), row.category()));
        }
        print(
                "answers, made of banking77",
                "",
                "its bm25",
                evaluate("answers", "--articles", articles.toString(), "--questions", questions.toString()));
    }

    private void classify(
            String name, List<Row> train, List<Row> test, List<String> backlog, String target, String published)
            throws Exception {
        if (skips(name)) {
            return;
        }
        var arguments = new ArrayList<>(List.of("classify", "--train", write("train.csv", train), "--test", write("test.csv", test)));
        if (!backlog.isEmpty()) {
            var rows = backlog.stream().map(text -> new Row(text, "")).toList();
            arguments.addAll(List.of("--unlabelled", write("backlog.csv", rows)));
        }
        print(name, target, published, evaluate(arguments.toArray(String[]::new)));
    }

    private boolean skips(String name) {
        return !name.startsWith(wanted);
    }

    private JsonNode evaluate(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bin/millrace", "evaluate"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var printed = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("evaluate ended with status " + process.exitValue());
        }
        return JSON.readTree(printed);
    }

    private static void print(String name, String target, String published, JsonNode figures) {
        for (var figure : figures.properties()) {
            System.out.println("| %s | %s | %s | %s | %s |"
                    .formatted(name, figure.getKey(), figure.getValue(), target, published));
        }
    }

    private String write(String name, List<Row> rows) throws IOException {
        var file = folder.resolve(name);
        try (var out = CsvWriter.builder().build(file)) {
            out.writeRecord("text", "category");
            rows.forEach(row -> out.writeRecord(row.text(), row.category()));
        }
        return file.toString();
    }

    private List<Row> pairs(String name) throws IOException {
        var texts = Files.readAllLines(data.resolve("fewshot").resolve(name + ".seq"));
        var labels = Files.readAllLines(data.resolve("fewshot").resolve(name + ".label"));
        return IntStream.range(0, labels.size())
                .mapToObj(i -> new Row(texts.get(i), labels.get(i)))
                .toList();
    }

    private static List<Row> csv(Path file) {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .map(row -> new Row(row.getField("text"), row.getField("category")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> csvColumn(Path file, String column) throws IOException {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().map((NamedCsvRecord row) -> row.getField(column)).toList();
        }
    }

    private static List<Row> rows(JsonNode sets, String name) {
        var rows = new ArrayList<Row>();
        for (var row : sets.get(name)) {
            rows.add(new Row(row.get(0).asString(), row.get(1).asString()));
        }
        return rows;
    }

    /** Letters replaced, added, left out, or exchanged with the next; always the same ones. */
    private static List<Row> typos(List<Row> rows, int each) {
        var random = new Random(each);
        return rows.stream()
                .map(row -> {
                    var text = new StringBuilder(row.text());
                    for (var i = 0; i < each && text.length() > 1; i++) {
                        var at = random.nextInt(text.length() - 1);
                        while (!Character.isLetter(text.charAt(at)) && at > 0) {
                            at--;
                        }
                        var letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
                        switch (random.nextInt(4)) {
                            case 0 -> text.setCharAt(at, letter);
                            case 1 -> text.insert(at, letter);
                            case 2 -> text.deleteCharAt(at);
                            default -> {
                                var next = text.charAt(at + 1);
                                text.setCharAt(at + 1, text.charAt(at));
                                text.setCharAt(at, next);
                            }
                        }
                    }
                    return new Row(text.toString(), row.category());
                })
                .toList();
    }
}
