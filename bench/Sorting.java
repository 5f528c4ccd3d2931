import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures how fast and how well the desk sorts; {@code bench/sorting} says how to call it. */
final class Sorting {

    private static final int KNOWN = 200;

    private final Path folder;
    private final Path data;
    private final boolean quick;
    private final Set<String> wanted;
    private final Load load = new Load();
    private final Report report = new Report();

    private Sorting(Path folder, Path data, Set<String> words) {
        this.folder = folder;
        this.data = data;
        this.quick = words.contains("--quick");
        this.wanted = words.stream().filter(word -> !word.equals("--quick")).collect(Collectors.toSet());
    }

    public static void main(String[] arguments) throws Exception {
        var words = Set.copyOf(List.of(arguments).subList(2, arguments.length));
        var errors = new Sorting(Path.of(arguments[0]), Path.of(arguments[1]), words).run();
        errors.forEach(error -> System.out.println("ERROR " + error));
        System.exit(errors.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        Report.machine();
        if (wants("arriving") || wants("backlog") || wants("replay") || wants("training")) {
            phase("a large desk", () -> {
                try (var office = Office.open(folder.resolve("large"))) {
                    large(office);
                }
            });
        }
        if (wants("support")) {
            phase("support set by category", () -> support("category"));
            phase("support set by intent", () -> support("intent"));
        }
        if (wants("demo")) {
            phase("demo", this::demo);
        }
        report.print();
        Report.machineLoad();
        return load.errors();
    }

    private interface Phase {
        void run() throws Exception;
    }

    /** What fails is an error of the run, and the figures of all else are printed. */
    private void phase(String name, Phase phase) throws InterruptedException {
        try {
            phase.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            load.failed(name + ": " + e);
        }
    }

    private boolean wants(String phase) {
        return wanted.isEmpty() || wanted.contains(phase);
    }

    /** A desk with years of work and the 77 questions of a bank's customers, of which it has learned from a few. */
    private void large(Office office) throws Exception {
        var began = System.nanoTime();
        try (var database = office.desk().connect()) {
            new Filling(quick ? 5_000 : 100_000, quick ? 1_000 : 5_000, 10, 5).into(database, Office.OWNER);
        }
        office.useRule();
        office.rows().settle();
        var questions = Question.of("text", "category", data.resolve("banking77/train.csv"));
        var others = Question.of("text", "category", data.resolve("banking77/test.csv"));
        for (var label : labels(questions)) {
            office.addCategory(label, "", "");
        }
        say("a desk with years of work: %.0f s", (System.nanoTime() - began) / 1e9);
        teach(office, others.subList(0, quick ? 100 : 1_000));
        if (wants("arriving")) {
            arriving(office, others);
        }
        backlog(office, questions.subList(0, quick ? 2_000 : questions.size()));
        if (wants("replay")) {
            replay(office);
        }
        if (wants("training")) {
            training(office);
        }
        report.measured("memory of all processes, at the end", "MB (PSS)", office.desk().memory() / 1e6);
    }

    /** Some labelled tickets by the API, which also warms up what is measured. */
    private void teach(Office office, List<Question> questions) throws Exception {
        load.run(8, questions.size(), (_, nth) -> office.program().post(
                "/api/v1/tickets",
                "application/json",
                questions.get(nth).json("customer%d@example.com".formatted(1 + nth), true),
                201));
        office.await();
        say("learned from %d tickets in %.1f s", questions.size(), seconds(office.learn(questions.size())));
    }

    private void arriving(Office office, List<Question> others) throws Exception {
        var seconds = quick ? 10 : 60;
        var questions = new ArrayList<Question>();
        for (var nth = 0; nth < 50 * seconds; nth++) {
            questions.add(others.get((1_000 + nth) % others.size()));
        }
        var sorted = new Arriving(office, load).pour(questions, 50);
        report.latency("50 tickets a second, sent → sorted", sorted, "p95 ≤ 1000", Double.MAX_VALUE, 1_000);
    }

    private void backlog(Office office, List<Question> questions) throws Exception {
        var rate = new Backlog(office).sorted(questions);
        report.atLeast("backlog of %,d tickets".formatted(questions.size()), "per second", rate, "≥ 300", 300);
    }

    private void replay(Office office) throws Exception {
        var replaying = new Replaying(office);
        replaying.keepOpinions();
        office.rows().settle();
        var took = replaying.withoutRules();
        report.measured(
                "replay of %,d tickets, another rule".formatted(replaying.tickets()), "s", seconds(took), "≤ 60", 60);
        took = replaying.withVersion(office.version());
        report.measured(
                "replay of %,d tickets, also by another version".formatted(replaying.tickets()), "s", seconds(took));
    }

    private void training(Office office) throws Exception {
        var learning = new Learning(office, load, Duration.ofSeconds(quick ? 5 : 15));
        learning.run(quick ? 1 : 2);
        var labelled = office.rows().number("select max(examples) from learning.model");
        report.measured("training on %,.0f tickets".formatted(labelled), "s", learning.seconds(), "≤ 60", 60);
        report.latency("inbox, nothing else", learning.quiet());
        report.latency(
                "inbox while it learns",
                learning.meanwhile(),
                "p95 ≤ + 20 %",
                Double.MAX_VALUE,
                1.2 * learning.quiet().p95());
    }

    private void support(String granularity) throws Exception {
        var set = data.resolve("bitext");
        var questions = Question.of(
                "utterance", granularity, set.resolve("train.csv"), set.resolve("dev.csv"), set.resolve("test.csv"));
        var labels = labels(questions);
        var categories = labels.stream()
                .map(label -> new HeldOut.Category(label, "", ""))
                .toList();
        var most = Math.min(questions.size(), KNOWN + (quick ? 500 : 3_000));
        heldOut(
                "support set, %d %s".formatted(labels.size(), granularity.equals("category") ? "categories" : "intents"),
                new HeldOut(folder.resolve(granularity), load)
                        .run(categories, questions.subList(0, KNOWN), questions.subList(KNOWN, most)));
    }

    private void demo() throws Exception {
        var demo = DemoDesk.of(folder.resolve("demo"));
        heldOut(
                "demo desk, last two weeks",
                new HeldOut(folder.resolve("demo-held-out"), load).run(demo.categories(), demo.earlier(), demo.later()));
    }

    private void heldOut(String what, HeldOut.Outcome outcome) {
        report.atLeast(
                "%s: of %,d tickets sorted by itself".formatted(what, outcome.tickets()),
                "%",
                outcome.share(),
                "≥ 60",
                60);
        report.atLeast(what + ": of those right", "%", outcome.precision(), "≥ 95", 95);
    }

    private static Set<String> labels(List<Question> questions) {
        return questions.stream().map(Question::label).collect(Collectors.toCollection(TreeSet::new));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static void say(String line, Object... values) {
        System.out.println(line.formatted(values));
    }
}
