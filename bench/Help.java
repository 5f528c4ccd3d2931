import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Fills a help centre and measures what its readers wait for; {@code bench/help} says how to call it. */
final class Help {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 3;

    /** Rounds before those that count: a desk is up for weeks, and its compiler is done after some thousand requests. */
    private static final int WARMING = 2;
    private static final int SECTIONS = 40;
    private static final long SEED = 20261122;

    private static final List<String> THINGS = List.of(
            "saddle", "brake", "chain", "wheel", "lamp", "basket", "pedal", "invoice", "parcel", "password", "voucher", "battery",
            "tyre", "bell", "lock", "frame", "warranty", "receipt", "newsletter", "address");
    private static final List<String> DEEDS = List.of(
            "return", "adjust", "replace", "clean", "order", "cancel", "change", "repair", "measure", "insure", "charge", "store");
    private static final List<String> WORDS = List.of(
            "please", "before", "after", "carefully", "workshop", "week", "delivery", "payment", "screw", "turn", "open", "account",
            "email", "customer", "new", "old", "left", "right", "metal", "rubber", "winter", "summer", "city", "mountain", "price");

    private final Office office;
    private final Load load = new Load();
    private final Report report = new Report();
    private final Random random = new Random(SEED);
    private final List<String> titles = new ArrayList<>();
    private final int articles;
    private final int times;
    private final double harmonic;
    private final AtomicInteger unread = new AtomicInteger();

    private Help(Office office, List<String> arguments) {
        this.office = office;
        this.articles = arguments.contains("--quick") ? 1_000 : 10_000;
        this.harmonic = IntStream.rangeClosed(1, articles).mapToDouble(k -> 1.0 / k).sum();
        this.times = arguments.contains("--quick") ? 400 : 2_000;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> errors;
        try (var office = Office.open(Path.of(arguments[0]).resolve("millrace"))) {
            errors = new Help(office, List.of(arguments)).run();
        }
        errors.forEach(error -> System.out.println("ERROR " + error));
        System.exit(errors.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        Report.machine();
        System.out.printf("%,d articles in %d sections, seed %d%n", articles, SECTIONS, SEED);
        fill();
        office.desk().stop();
        office.desk().start();
        untilAllIsFound();
        var reader = new Visitor(office.desk());
        var sections = office.rows().column("select id::text from knowledge.section order by position").stream()
                .map(id -> "/help/sections/section-" + (1 + Integer.parseInt(id.substring(id.length() - 4), 16)))
                .toList();
        measure("help centre, first page", 20, (_, _) -> reader.compressed("/help"));
        measure("help centre, section of %d articles".formatted(articles / SECTIONS), 20, (_, nth) ->
                reader.compressed(sections.get(nth % SECTIONS)));
        measure("help centre, articles that nobody has read", 20, (_, _) -> reader.compressed(article(unread.incrementAndGet() * 7919)));
        measure("help centre, articles as they are read (Zipf)", 20, (_, _) -> reader.compressed(article(zipf())));
        Load.Action search = (_, _) -> reader.compressed("/help/search?q=" + encoded(question()));
        measure("search, page of results", 50, search);
        measure("search, page of results, two clients", 50, 2, times, search);
        Load.Action suggest = (_, _) -> reader.compressed("/help/suggestions?q=" + encoded(beginning()));
        measure("suggestions while typing", 50, suggest);
        measure("suggestions while typing, two clients", 50, 2, times, suggest);
        report.measured("memory of all processes", "MB (PSS)", office.desk().memory() / 1e6);
        report.print();
        Report.machineLoad();
        return load.errors();
    }

    private void measure(String what, double most, Load.Action action) throws InterruptedException {
        for (var round = 0; round < WARMING; round++) {
            load.run(CLIENTS, times, action);
        }
        measure(what, most, CLIENTS, times, action);
    }

    private void measure(String what, double most, int clients, int times, Load.Action action) throws InterruptedException {
        var rounds = new ArrayList<Load.Round>();
        for (var round = 0; round < ROUNDS; round++) {
            rounds.add(load.run(clients, times, action));
        }
        report.latency(what, Load.Round.median(rounds), "p95 ≤ %.0f".formatted(most), Double.MAX_VALUE, most);
    }

    /** Passages are cut and understood in the background; that is timed too. */
    private void untilAllIsFound() throws Exception {
        var began = System.nanoTime();
        while (!office.rows().column("select count(*)::text from knowledge.cut").equals(List.of(Integer.toString(articles)))) {
            Thread.sleep(500);
        }
        var passages = office.rows().column("select count(*)::text from knowledge.passage").getFirst();
        report.measured("from publishing to found: %s passages".formatted(passages), "s", (System.nanoTime() - began) / 1e9);
    }

    /** Each is asked once, so that no answer and no vector is remembered; one word of four is misspelled. */
    private synchronized String question() {
        var thing = THINGS.get(random.nextInt(THINGS.size()));
        var other = THINGS.get(random.nextInt(THINGS.size()));
        return "how can I %s the %s %s %s %d".formatted(
                DEEDS.get(random.nextInt(DEEDS.size())),
                random.nextInt(4) == 0 ? thing.charAt(0) + thing.substring(2) : thing,
                WORDS.get(random.nextInt(WORDS.size())),
                other,
                random.nextInt(1_000_000));
    }

    /** As it stands in the field at some moment. */
    private String beginning() {
        var whole = question();
        synchronized (this) {
            return whole.substring(0, 10 + random.nextInt(whole.length() - 10));
        }
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    /** Of n articles the kth is read n ÷ k times as often as the last: as words are used, so are pages. */
    private synchronized int zipf() {
        var at = random.nextDouble() * harmonic;
        var k = 1;
        for (var sum = 1.0; sum < at && k < articles; sum += 1.0 / ++k) {}
        return k * 7919;
    }

    private String article(int nth) {
        var which = Math.floorMod(nth, articles);
        return "/help/articles/" + (1 + which) + "-" + titles.get(which).toLowerCase().replace(' ', '-');
    }

    private void fill() throws IOException, SQLException {
        try (var database = office.desk().connect();
                var sql = database.createStatement();
                var insert = database.prepareStatement("""
                        with article as (
                             insert into knowledge.article (id, section_id, language, audience, owner_id, tags, created_at, created_by)
                             select uuidv7(), ('00000000-0000-7000-8000-' || lpad(to_hex(? %% %d), 12, '0'))::uuid, 'en', 'public',
                                    p.id, array[?], now(), p.id
                               from people.person p
                              where p.email = '%s'
                             returning id, owner_id
                        ), version as (
                             insert into knowledge.version (article_id, language, version, title, slug, summary, body, note,
                                                            written_by, published_by, published_at)
                             select id, 'en', 1, ?, ?, ?, ?, '', owner_id, owner_id, now()
                               from article
                        )
                        select id from article
                        """.formatted(SECTIONS, Office.OWNER))) {
            database.setAutoCommit(false);
            sql.execute("""
                    insert into knowledge.section (id, name, description, position)
                    select ('00000000-0000-7000-8000-' || lpad(to_hex(n - 1), 12, '0'))::uuid, 'Section ' || n, 'About ' || n, n
                      from generate_series(1, %d) n
                    """.formatted(SECTIONS));
            for (var nth = 0; nth < articles; nth++) {
                var thing = THINGS.get(random.nextInt(THINGS.size()));
                var title = "How do I %s a %s %d".formatted(DEEDS.get(random.nextInt(DEEDS.size())), thing, nth);
                titles.add(title);
                insert.setInt(1, nth);
                insert.setString(2, thing);
                insert.setString(3, title);
                insert.setString(4, title.toLowerCase().replace(' ', '-'));
                insert.setString(5, prose(15));
                insert.setString(6, "%s\n\n## Before\n\n%s\n\n## Steps\n\n1. %s\n2. %s\n\n## After\n\n%s"
                        .formatted(prose(30), prose(40), prose(15), prose(15), prose(40)));
                insert.execute();
            }
            sql.execute("insert into knowledge.published select article_id, language, version from knowledge.version");
            database.commit();
            sql.execute("analyze knowledge.article, knowledge.version, knowledge.published");
            database.commit();
        }
    }

    private String prose(int words) {
        var prose = new StringBuilder();
        for (var i = 0; i < words; i++) {
            var from = i % 4 == 0 ? THINGS : i % 7 == 0 ? DEEDS : WORDS;
            prose.append(i == 0 ? "" : " ").append(from.get(random.nextInt(from.size())));
        }
        return prose.append('.').toString();
    }
}
