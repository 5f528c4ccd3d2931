package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.transaction.annotation.Transactional;

@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(Cast.class)
@Transactional
class PeopleTest {

    @Autowired
    private People people;

    @Autowired
    private Companies companies;

    @Autowired
    private Directory directory;

    @Autowired
    private Cast cast;

    @Test
    void whoeverWritesForTheFirstTimeIsKnownFromThenOn(AssertablePublishedEvents events) {
        var ada = people.meet("Ada.New@Analytical.Example", "Ada Lovelace");

        assertThat(people.meet("ada.new@analytical.example", "Somebody Else")).isEqualTo(ada);
        assertThat(ada.email()).isEqualTo("ada.new@analytical.example");
        assertThat(events).contains(PersonEvent.Met.class).matching(PersonEvent.Met::person, ada.id());
    }

    @Test
    void aSenderWithoutANameIsCalledByTheirAddressUntilTheyGiveOne() {
        var nameless = people.meet("mary@shelley.example", "  ");

        assertThat(nameless.name()).isEqualTo("mary@shelley.example");
        assertThat(people.meet("mary@shelley.example", "Mary Shelley").name()).isEqualTo("Mary Shelley");
        assertThat(people.meet("mary@shelley.example", "The Monster").name()).isEqualTo("Mary Shelley");
    }

    @Test
    void marksThatDisguiseANameAreTakenOut() {
        var met = people.meet("evil@example.org", "Grace\u202E gnp.\r\nBcc: all\u200B");

        assertThat(met.name()).isEqualTo("Grace gnp. Bcc: all");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (var text : List.of("", "ada", "ada@", "@x", "a b@c.example", "ada@x\nBcc: y@z")) {
            assertThatThrownBy(() -> people.meet(text, null))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            refused -> assertThat(refused.field()).isEqualTo("email"));
        }
    }

    @Test
    void onePersonMayHaveSeveralAddresses() {
        var ada = cast.ada();

        people.addAddress(ada.id(), "ADA@home.example", cast.linus());

        assertThat(people.meet("ada@home.example", "Ada at home")).isEqualTo(ada);
        assertThat(people.addresses(ada.id())).containsExactly("ada@analytical.example", "ada@home.example");

        people.answerAt(ada.id(), "ada@home.example", cast.linus());

        assertThat(people.find(ada.id()).email()).isEqualTo("ada@home.example");
        assertThatThrownBy(() -> people.removeAddress(ada.id(), "ada@home.example", cast.linus()))
                .isInstanceOf(Conflict.class);
        people.removeAddress(ada.id(), "ada@analytical.example", cast.linus());
        assertThat(people.addresses(ada.id())).containsExactly("ada@home.example");
    }

    @Test
    void anAddressBelongsToOnePersonOnly() {
        var mary = people.meet("mary2@shelley.example", "Mary");

        assertThatThrownBy(() -> people.addAddress(mary.id(), cast.ada().email(), cast.linus()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void anAgentCannotMoveAColleaguesAddressAndHaveTheirPasswordSentThere() {
        var linus = cast.linus();
        var grace = cast.grace();

        assertThatThrownBy(() -> people.addAddress(grace.id(), "linus@elsewhere.example", linus))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> people.addAddress(grace.id(), "alan@elsewhere.example", cast.alan()))
                .isInstanceOf(Forbidden.class);
        people.addAddress(linus.id(), "linus@elsewhere.example", linus);
        people.addAddress(linus.id(), "linus@third.example", cast.alan());
        assertThat(people.addresses(linus.id())).hasSize(3);
    }

    @Test
    void aCompanyHasThoseWhoWriteFromItsDomain() {
        var before = people.meet("charles@engines.example", "Charles Babbage");

        var company = companies.add("Engines", "Engines.Example", cast.grace().id());
        var after = people.meet("joseph@engines.example", "Joseph Clement");

        assertThat(people.find(before.id()).company()).isEqualTo(company.id());
        assertThat(after.company()).isEqualTo(company.id());
    }

    @Test
    void thePeopleAreListedByNameAPageAtATime() {
        for (var name : List.of("zz Anna", "zz Berta", "ZZ Carl", "zz Dora", "zz Emil")) {
            people.meet(name.substring(3).toLowerCase() + "@zz.example", name);
        }

        var first = directory.page("zz", null, 2);
        var second = directory.page("zz", first.next(), 2);
        var third = directory.page("zz", second.next(), 2);

        assertThat(first.items()).extracting(Directory.Row::name).containsExactly("zz Anna", "zz Berta");
        assertThat(second.items()).extracting(Directory.Row::name).containsExactly("ZZ Carl", "zz Dora");
        assertThat(third.items()).extracting(Directory.Row::name).containsExactly("zz Emil");
        assertThat(third.next()).isNull();
    }

    @Test
    void searchFindsAnyPartOfANameOrAnAddressAndTakesSignsAsTheyAre() {
        var ada = cast.ada();
        people.meet("hundred@percent.example", "Hundred 100% Percent");
        people.addAddress(ada.id(), "countess@lovelace.example", cast.linus());

        assertThat(directory.page("OVELA", null).items())
                .extracting(Directory.Row::id)
                .contains(ada.id());
        assertThat(directory.page("countess", null).items())
                .extracting(Directory.Row::id)
                .containsExactly(ada.id());
        assertThat(directory.page("0%", null).items())
                .extracting(Directory.Row::email)
                .containsExactly("hundred@percent.example");
        assertThat(directory.page("_ove", null).items()).isEmpty();
    }
}
