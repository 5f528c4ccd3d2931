package dev.millrace.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import dev.millrace.people.Companies;
import dev.millrace.people.CustomerValue;
import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Browser;
import dev.millrace.web.PageTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** Who Ada writes for, and what both are worth to the house. */
@PageTest
@Transactional
class StandingPageTest {

    @Autowired
    private Browser browser;

    @Autowired
    private Cast cast;

    @Autowired
    private People people;

    @Autowired
    private Companies companies;

    @Test
    void aCompanyIsAddedAndSaidToBeKey() {
        var linus = cast.linus();
        var nora = people.meet("nora@standing.example", "Nora").id();

        send(HttpMethod.POST, "/people/companies", linus, Map.of("name", "Standing Ltd", "domain", "standing.example"));
        var company = companies.all().stream()
                .filter(each -> each.name().equals("Standing Ltd"))
                .findFirst()
                .orElseThrow();
        var path = "/people/companies/" + company.id();
        assertThat(browser.read(linus, path)).contains("Nora", "nora@standing.example");

        assertThat(send(HttpMethod.PUT, path, linus, Map.of("name", "Standing Ltd", "value", "key")))
                .hasRedirectedUrl(path);

        assertThat(companies.get(company.id()).value()).isEqualTo(CustomerValue.KEY);
        assertThat(browser.read(linus, "/people/companies")).contains("Standing Ltd", "standing.example");
        assertThat(browser.read(linus, "/people/" + nora)).contains("as their company (key)");
    }

    @Test
    void aPersonsOwnValueCountsMoreThanTheirCompanys() {
        var linus = cast.linus();
        var nora = people.meet("nora@own.example", "Nora").id();
        var company = companies.add("Own Ltd", null, linus.id());

        stand(nora, linus, company.id().toString(), "valued");
        assertThat(people.find(nora).company()).isEqualTo(company.id());
        assertThat(people.find(nora).value()).isEqualTo(CustomerValue.VALUED);

        stand(nora, linus, "", "");
        assertThat(people.find(nora).company()).isNull();
        assertThat(people.find(nora).value()).isNull();
    }

    @Test
    void whatCannotBeIsSaidInWords() {
        var linus = cast.linus();
        var company = companies.add("Words Ltd", null, linus.id());
        var path = "/people/companies/" + company.id();

        assertThat(send(HttpMethod.PUT, path, linus, Map.of("name", "", "value", "key")))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(send(HttpMethod.PUT, path, linus, Map.of("name", "Words Ltd", "value", "gold")))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("“gold” is none of standard, valued, key.");
        assertThat(send(HttpMethod.POST, "/people/companies", linus, Map.of("name", "X", "domain", "no domain")))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void stand(PersonId person, SignedIn by, String company, String value) {
        assertThat(send(
                        HttpMethod.PUT,
                        "/people/" + person + "/standing",
                        by,
                        Map.of("company", company, "value", value)))
                .hasStatus3xxRedirection();
    }

    private MvcTestResult send(HttpMethod method, String path, SignedIn who, Map<String, String> fields) {
        var request = browser.form(who, method, path);
        fields.forEach(request::param);
        return request.exchange();
    }
}
