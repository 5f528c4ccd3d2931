package dev.millrace.api;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.Program.Answer;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.KnowledgeSearch;
import dev.millrace.knowledge.Placing;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.people.Scope;
import dev.millrace.people.Tokens;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomField.Kind;
import dev.millrace.tickets.CustomFields;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The shop's program talks to the desk as the API's contract says. */
@ServedTest
class ApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Categories categories;

    @Autowired
    private CustomFields fields;

    @Autowired
    private Sections sections;

    @Autowired
    private Articles articles;

    @Autowired
    private KnowledgeSearch search;

    private final String word = "api" + UUID.randomUUID().toString().substring(0, 8);
    private Program shop;

    @BeforeEach
    void theShopHasAToken() {
        shop = with(Scope.ADMIN);
    }

    @Test
    void aTicketIsOpenedReadListedAndFound() {
        var opened = open("Where is my parcel?", ", \"priority\": \"high\", \"tags\": [\"parcel\"]");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.at("/subject")).isEqualTo("Where is my parcel? " + word);
        assertThat(opened.at("/status")).isEqualTo("new");
        assertThat(opened.at("/priority")).isEqualTo("high");
        assertThat(opened.at("/tags")).isEqualTo("[\"parcel\"]");
        assertThat(opened.at("/requester/email")).isEqualTo("mia@shop.example");
        assertThat(opened.at("/via")).isEqualTo("api");
        assertThat(shop.get("/api/v1/tickets/" + opened.at("/number")).body()).isEqualTo(opened.body());
        assertThat(shop.get("/api/v1/tickets?q=" + word + "&status=new&priority=high&tag=parcel&team=none")
                        .at("/items/0/number"))
                .isEqualTo(opened.at("/number"));
        assertThat(shop.get("/api/v1/tickets?q=" + word + "&priority=low").at("/items"))
                .isEqualTo("[]");
        assertThat(shop.get("/api/v1/search?q=" + word).at("/tickets/0/number")).isEqualTo(opened.at("/number"));
    }

    @Test
    void articlesAreFoundWithThePassageThatAnswers() {
        var grace = cast.grace();
        var section = sections.add(null, "Looms " + word, "", grace.id());
        var article = articles.write(
                new Placing(section.id(), Audience.PUBLIC, Set.of(), grace.id(), List.of(), null),
                "en",
                new Wording("Renting a loom", "", "A loom is lent for a fortnight: " + word + "."),
                grace.id());
        articles.publish(article.id(), "en", "", grace);
        search.catchUp();

        var found = shop.get("/api/v1/search?q=" + word);

        assertThat(found.at("/articles/0/number")).isEqualTo(Long.toString(article.number()));
        assertThat(found.at("/articles/0/title")).isEqualTo("Renting a loom");
        assertThat(found.at("/articles/0/url")).contains("/help/articles/" + article.number() + "-renting-a-loom");
        assertThat(found.at("/articles/0/passage")).contains("lent for a fortnight");
    }

    @Test
    void aTicketMayBeGivenAllItIsToBeFromTheStart() {
        desk.team("Workshop " + word, cast.linus());
        categories.add("Repairs " + word, "", cast.grace().id());

        var opened = open("Chain", """
                , "team": "workshop %1$s", "category": "Repairs %1$s", "assignee": "%2$s", "status": "open"
                """.formatted(word, cast.linus().email()));

        assertThat(opened.at("/team")).isEqualTo("Workshop " + word);
        assertThat(opened.at("/category")).isEqualTo("Repairs " + word);
        assertThat(opened.at("/assignee")).isEqualTo(cast.linus().email());
        assertThat(opened.at("/status")).isEqualTo("open");
    }

    @Test
    void theDesksOwnFieldsAreFilledInReadChangedAndListed() {
        var price = field("Price " + word, Kind.NUMBER).key();
        var gift = field("Gift " + word, Kind.YES_NO).key();
        var order = field("Order " + word, Kind.TEXT).key();

        var opened = open(
                "Bike", ", \"fields\": {\"%s\": 12.50, \"%s\": true, \"%s\": \"F-1\"}".formatted(price, gift, order));
        var path = "/api/v1/tickets/" + opened.at("/number");

        assertThat(opened.at("/fields/" + price)).isEqualTo("12.5");
        assertThat(opened.at("/fields/" + gift)).isEqualTo("true");
        assertThat(shop.get(path).body()).isEqualTo(opened.body());
        var changed = shop.patch(path, "{\"fields\": {\"%s\": null, \"%s\": \"F-2\"}}".formatted(gift, order));
        assertThat(changed.at("/fields")).isEqualTo("{\"%s\":\"F-2\",\"%s\":12.5}".formatted(order, price));
        assertThat(shop.get("/api/v1/tickets?field=" + order + ":F-2").at("/items/0/number"))
                .isEqualTo(opened.at("/number"));
        assertThat(shop.get("/api/v1/tickets?field=" + order + ":F-1").at("/items"))
                .isEqualTo("[]");
        assertThat(shop.get("/api/v1/fields").body()).contains("\"key\":\"" + price + "\"", "\"kind\":\"number\"");
        assertThat(shop.patch(path, "{\"fields\": {\"%s\": \"dear\"}}".formatted(price))
                        .at("/field"))
                .isEqualTo("fields." + price);
        assertThat(shop.patch(path, "{\"fields\": {\"colour\": \"red\"}}").status())
                .isEqualTo(422);
        assertThat(shop.get("/api/v1/tickets?field=odd").status()).isEqualTo(422);
    }

    private CustomField field(String name, Kind kind) {
        return fields.add(
                new CustomField("", name, kind, List.of(), false, false, Set.of(), false),
                cast.grace().id());
    }

    @Test
    void htmlIsKeptWithoutWhatCouldRun() {
        var opened = shop.post("/api/v1/tickets", """
                {"subject": "Hello", "html": "<p>Hi <b>there</b><script>alert(1)</script></p>",
                 "requester": {"email": "mia@shop.example"}}
                """);

        var message = shop.get("/api/v1/tickets/%s/messages".formatted(opened.at("/number")));
        assertThat(message.at("/items/0/body")).isEqualTo("Hi there");
        assertThat(message.at("/items/0/html")).contains("<b>there</b>").doesNotContain("script");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        var number = open("Brakes", ", \"tags\": [\"old\"]").at("/number");

        var changed = shop.patch(
                "/api/v1/tickets/" + number, """
                {"status": "on_hold", "assignee": "%s", "tags": ["new", "blue"]}
                """.formatted(cast.linus().email()));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/status")).isEqualTo("on_hold");
        assertThat(changed.at("/assignee")).isEqualTo(cast.linus().email());
        assertThat(changed.at("/tags")).isEqualTo("[\"blue\",\"new\"]");
        assertThat(changed.at("/priority")).isEqualTo("moderate");
        assertThat(shop.patch("/api/v1/tickets/" + number, "{\"assignee\": null}")
                        .at("/assignee"))
                .isEmpty();
    }

    @Test
    void aBodyTheDeskDoesNotTakeIsRefusedBeforeItIsThere() {
        for (var refused : List.of(
                shop.beginsToPost("/api/v1/tickets", "Content-Length: " + (BodyLimit.MOST + 1), "{"),
                shop.beginsToPost(
                        "/api/v1/tickets",
                        "Transfer-Encoding: chunked",
                        "%x\r\n%s\r\n".formatted(BodyLimit.MOST + 1, " ".repeat(BodyLimit.MOST + 1))))) {
            assertThat(refused)
                    .startsWith("HTTP/1.1 413")
                    .containsIgnoringCase("Content-Type: application/problem+json")
                    .contains("A body has at most 5 MB.");
        }

        var half = "x".repeat(2 << 20);
        assertThat(shop.post("/api/v1/tickets", "{\"nonsense\": \"%s%s\"}".formatted(half, half))
                        .status())
                .as("four of five megabytes are read")
                .isNotEqualTo(413);
    }

    @Test
    void aRefusedPatchChangesNothingAndNamesTheField() {
        var number = open("Bell", "").at("/number");

        var refused = shop.patch("/api/v1/tickets/" + number, "{\"status\": \"solved\", \"priority\": \"urgent\"}");

        assertProblem(refused, 422, "priority");
        assertThat(refused.at("/detail")).contains("immediate, high, moderate, low");
        assertThat(shop.get("/api/v1/tickets/" + number).at("/status")).isEqualTo("new");
        assertProblem(shop.patch("/api/v1/tickets/" + number, "{\"colour\": \"red\"}"), 422, "colour");
    }

    @Test
    void theSameKeyOpensOneTicketAndAnswersTheSame() {
        var body = """
                {"subject": "Once %s", "body": "Only once", "requester": {"email": "mia@shop.example"}}
                """.formatted(word);

        var first = shop.post("/api/v1/tickets", body, "Idempotency-Key", word);
        var again = shop.post("/api/v1/tickets", body, "Idempotency-Key", word);
        var other = shop.post("/api/v1/tickets", body.replace("Only", "Not only"), "Idempotency-Key", word);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
        assertThat(shop.get("/api/v1/tickets?q=" + word).json().at("/items")).hasSize(1);
    }

    @Test
    void aListIsReadPageByPageWithoutLossOrRepetition() {
        for (var nth = 0; nth < 7; nth++) {
            open("Page " + nth, "");
        }
        for (var sort : new String[] {"newest", "recent", "oldest"}) {
            var seen = new HashSet<String>();
            var after = "";
            do {
                var page = shop.get("/api/v1/tickets?limit=3&sort=%s&q=%s%s".formatted(sort, word, after));
                page.json()
                        .at("/items")
                        .forEach(ticket -> assertThat(
                                        seen.add(ticket.at("/number").asString()))
                                .isTrue());
                after = page.at("/next").isEmpty() ? "" : "&after=" + page.at("/next");
            } while (!after.isEmpty());
            assertThat(seen).as(sort).hasSize(7);
        }
        assertProblem(shop.get("/api/v1/tickets?limit=101"), 422, "limit");
        assertProblem(shop.get("/api/v1/tickets?after=nonsense"), 422, "after");
        assertProblem(shop.get("/api/v1/tickets?sort=colour"), 422, "sort");
    }

    @Test
    void aNoteIsWrittenInAnAgentsNameAndStandsInTheTimeline() {
        var number = open("Pump", "").at("/number");

        var note = shop.post("/api/v1/tickets/%s/messages".formatted(number), """
                {"kind": "note", "text": "Paid in cash", "author": "%s"}
                """.formatted(
                        cast.linus().email()));

        assertThat(note.status()).isEqualTo(201);
        assertThat(note.at("/kind")).isEqualTo("note");
        assertThat(note.at("/author/email")).isEqualTo(cast.linus().email());
        assertThat(shop.get("/api/v1/tickets/%s/messages".formatted(number))
                        .json()
                        .at("/items"))
                .hasSize(2);
        var timeline = shop.get("/api/v1/tickets/%s/timeline".formatted(number));
        assertThat(timeline.at("/items/0/detail/event")).isEqualTo("opened");
        assertThat(timeline.at("/items/0/by/kind")).isEqualTo("token");
        assertThat(timeline.body()).contains("\"event\":\"noted\"");
    }

    @Test
    void aMessageThatCannotBeWrittenSaysWhy() {
        var messages =
                "/api/v1/tickets/%s/messages".formatted(open("Saddle", "").at("/number"));

        assertProblem(shop.post(messages, "{\"kind\": \"shout\", \"text\": \"Hi\"}"), 422, "kind");
        assertProblem(shop.post(messages, "{\"kind\": \"note\"}"), 422, "text");
        assertProblem(
                shop.post(messages, "{\"kind\": \"note\", \"text\": \"Hi\", \"author\": \"nobody@shop.example\"}"),
                422,
                "author");
        assertThat(shop.get(messages).json().at("/items")).hasSize(1);
    }

    @Test
    void aRawMailBecomesATicketOnceAndItsDeliveryTellsWhatBecameOfIt() {
        var raw = """
                From: Mia <mia@shop.example>
                To: orders@shop.example
                Subject: Refund %1$s
                Message-ID: <%1$s@shop.example>
                Date: Sun, 22 Nov 2026 09:00:00 +0000

                Please send my money back.
                """.formatted(word).replace("\n", "\r\n");

        var first = shop.mail("orders@shop.example", raw);
        var processed = settled(first);
        var again = shop.mail("orders@shop.example", raw);

        assertThat(first.status()).isEqualTo(202);
        assertThat(processed.at("/state")).isEqualTo("processed");
        assertThat(shop.get("/api/v1/tickets/" + processed.at("/ticket")).at("/subject"))
                .isEqualTo("Refund " + word);
        var copy = settled(again);
        assertThat(copy.at("/state")).isEqualTo("duplicate");
        assertThat(copy.at("/ticket")).isEqualTo(processed.at("/ticket"));
        assertThat(shop.get("/api/v1/deliveries?state=duplicate&limit=1").at("/items/0/id"))
                .isEqualTo(copy.at("/id"));
        assertProblem(shop.get("/api/v1/deliveries?state=lost"), 422, "state");
        assertProblem(shop.mail("orders@shop.example", ""), 422, "body");
    }

    @Test
    void peopleAreMetFoundAndShown() {
        var met = shop.post("/api/v1/people", """
                {"email": "%s@shop.example", "name": "Nora Lind"}
                """.formatted(word));

        assertThat(met.status()).isEqualTo(201);
        assertThat(met.at("/addresses")).isEqualTo("[\"%s@shop.example\"]".formatted(word));
        assertThat(shop.get("/api/v1/people/" + met.at("/id")).at("/name")).isEqualTo("Nora Lind");
        assertThat(shop.get("/api/v1/people?q=" + word).at("/items/0/id")).isEqualTo(met.at("/id"));
        assertThat(shop.get("/api/v1/search?q=" + word).at("/people/0/id")).isEqualTo(met.at("/id"));
        assertProblem(shop.post("/api/v1/people", "{\"name\": \"Nobody\"}"), 422, "email");
    }

    @Test
    void aCustomersValueIsSetAndTakenBack() {
        var id = shop.post("/api/v1/people", "{\"email\": \"nora@key.example\"}")
                .json()
                .at("/id")
                .asString();
        assertThat(shop.get("/api/v1/people/" + id).json().at("/value").asString())
                .isEqualTo("standard");

        assertThat(shop.patch("/api/v1/people/" + id, "{\"value\": \"key\"}")
                        .json()
                        .at("/value")
                        .asString())
                .isEqualTo("key");
        assertProblem(shop.patch("/api/v1/people/" + id, "{\"value\": \"gold\"}"), 422, "value");
        assertProblem(shop.patch("/api/v1/people/" + id, "{\"name\": \"Nora\"}"), 422, "name");
        assertThat(shop.patch("/api/v1/people/" + id, "{\"value\": null}")
                        .json()
                        .at("/value")
                        .asString())
                .isEqualTo("standard");
    }

    @Test
    void aTicketsLanguageMayBeSaidByAProgram() {
        var number = open("Wo ist mein Rad?", "").json().at("/number").asLong();

        var changed = shop.patch("/api/v1/tickets/" + number, "{\"language\": \"de\"}");

        assertThat(changed.json().at("/language").asString()).isEqualTo("de");
        assertProblem(shop.patch("/api/v1/tickets/" + number, "{\"language\": \"Deutsch\"}"), 422, "language");
        assertThat(shop.get("/api/v1/tickets?language=de").json().at("/items").findValues("number"))
                .anyMatch(each -> each.asLong() == number);
        assertThat(shop.get("/api/v1/tickets?language=de&mood=angry").json().at("/items"))
                .isEmpty();
        assertProblem(shop.get("/api/v1/tickets?mood=cross"), 422, "mood");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsPlace() {
        assertProblem(shop.post("/api/v1/tickets", "{\"subject\": "), 400, "");
        assertProblem(shop.post("/api/v1/tickets", "{\"tags\": 7, \"subject\": \"Hi\"}"), 400, "tags");
        assertProblem(shop.post("/api/v1/tickets", "{\"subject\": \"Hi\", \"body\": \"Hi\"}"), 422, "requester.email");
        assertProblem(shop.get("/api/v1/tickets/seven"), 400, "number");
        assertProblem(shop.get("/api/v1/tickets/999999999"), 404, "");
        assertProblem(shop.get("/api/v1/nothing"), 404, "");
    }

    @Test
    void aTokenDoesOnlyWhatItsScopesSay() {
        var reader = with(Scope.TICKETS_READ);
        var number = open("Lamp", "").at("/number");

        assertThat(reader.get("/api/v1/tickets/" + number).status()).isEqualTo(200);
        assertProblem(reader.patch("/api/v1/tickets/" + number, "{\"status\": \"solved\"}"), 403, "");
        assertProblem(reader.mail("orders@shop.example", "From: a@b.example\r\n\r\nHi"), 403, "");
        assertProblem(reader.get("/api/v1/people"), 403, "");
        assertProblem(new Program(port, "mr_wrong").get("/api/v1/tickets"), 401, "");
    }

    @Test
    void theDescriptionNamesEveryRouteOfTheContract() {
        var description = shop.get("/api/v1/openapi.json").json();

        assertThat(description.at("/paths").propertyNames())
                .contains(
                        "/api/v1/inbound/mail",
                        "/api/v1/deliveries",
                        "/api/v1/deliveries/{id}",
                        "/api/v1/tickets",
                        "/api/v1/tickets/{number}",
                        "/api/v1/tickets/{number}/messages",
                        "/api/v1/tickets/{number}/timeline",
                        "/api/v1/people",
                        "/api/v1/people/{id}",
                        "/api/v1/search");
    }

    @Test
    void whatAnAnswerHoldsIsCalledAsTheDescriptionCallsIt() {
        var ticket = open("Is it called so?", "").json();
        var delivery = shop.get("/api/v1/deliveries/"
                        + shop.mail("support@shop.example", "From: mia@shop.example\r\n\r\nHello")
                                .at("/delivery"))
                .json();
        var schemas = shop.get("/api/v1/openapi.json").json().at("/components/schemas");

        assertThat(schemas.at("/TicketJson/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(ticket.propertyNames());
        assertThat(schemas.at("/DeliveryJson/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(delivery.propertyNames());
        for (var schema : schemas) {
            assertThat(schema.path("properties").propertyNames()).allMatch(name -> name.matches("[a-z0-9_]+"));
        }
    }

    @Test
    void whoWatchesTheDeskSeesHowMuchWaitsInEachLine() {
        var watcher = with(Scope.METRICS_READ);
        var before = waiting(watcher);
        open("Is anybody there?", "");

        assertThat(waiting(watcher)).isGreaterThan(before);
        assertThat(watcher.get("/metrics").body())
                .contains("millrace_deliveries{state=\"quarantined\"}", "millrace_mails{state=\"failed\"}")
                .contains("millrace_openings{state=\"unsorted\"}");
    }

    private static double waiting(Program watcher) {
        return watcher.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("millrace_tickets{state=\"new\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private Answer open(String subject, String more) {
        return shop.post("/api/v1/tickets", """
                {"subject": "%s %s", "body": "What Mia wrote",
                 "requester": {"email": "mia@shop.example", "name": "Mia"}%s}
                """.formatted(subject, word, more));
    }

    private Answer settled(Answer taken) {
        var delivery = "/api/v1/deliveries/" + taken.at("/delivery");
        return await().atMost(ofSeconds(20))
                .until(() -> shop.get(delivery), answer -> !answer.at("/state").equals("received"));
    }

    private Program with(Scope... scopes) {
        var token =
                tokens.create("Shop", Set.of(scopes), null, cast.of(Role.OWNER).id());
        return new Program(port, token.word());
    }

    private static void assertProblem(Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(answer.at("/detail")).isNotBlank();
    }
}
