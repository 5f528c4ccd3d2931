package dev.millrace.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.web.ServedTest;
import dev.millrace.web.Visitor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The categories, added, renamed and put away in a browser without scripts. */
@ServedTest
class CategoriesPageTest {

    private static final String PAGE = "/settings/categories";

    @LocalServerPort
    private int port;

    @Autowired
    private Cast cast;

    @Autowired
    private Categories categories;

    private Visitor grace;

    @BeforeEach
    void graceSignsIn() {
        cast.grace();
        grace = new Visitor(port);
        grace.signIn("grace@desk.example", Cast.PASSWORD);
    }

    @Test
    void aCategoryIsAddedRenamedPutAwayAndOfferedAgain() {
        grace.get(PAGE + "/new");
        grace.post(PAGE, "name", "Bent wheels", "description", "After a pothole");
        var added = named("Bent wheels");
        var page = PAGE + "/" + added.id();

        grace.get(page);
        grace.post(page, "_method", "put", "name", "Wheels", "description", "Bent or lost");
        assertThat(categories.find(added.id()))
                .isEqualTo(new Category(added.id(), "Wheels", "Bent or lost", List.of(), false));

        grace.post(page + "/archived", "_method", "put");
        assertThat(categories.active()).extracting(Category::name).doesNotContain("Wheels");
        assertThat(grace.get(page).body()).contains("Put away", "Offer it again");

        grace.post(page, "_method", "put", "name", "Old wheels", "examples", "It wobbles\n\n My rim is bent \n");
        assertThat(categories.find(added.id()).examples()).containsExactly("It wobbles", "My rim is bent");
        assertThat(grace.get(page).body()).contains("It wobbles\nMy rim is bent");
        assertThat(categories.find(added.id()).archived()).isTrue();

        grace.post(page + "/archived", "_method", "delete");
        assertThat(categories.active()).extracting(Category::name).contains("Old wheels");
    }

    @Test
    void aNameThatIsMissingOrTakenComesBackWithTheReason() {
        grace.get(PAGE + "/new");
        grace.post(PAGE, "name", "Brakes");

        var nameless = grace.post(PAGE, "name", " ", "description", "kept text");
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.body()).contains("1 to 80 characters", "kept text", "aria-invalid=\"true\"");

        var taken = grace.post(PAGE, "name", "Brakes");
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("There is a category of this name already.");
    }

    @Test
    void aCategoryThatIsNotThereIsNotFound() {
        assertThat(grace.get(PAGE + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void anAgentDoesNotChangeCategories() {
        cast.of(Role.AGENT);
        var linus = new Visitor(port);
        linus.signIn("linus@desk.example", Cast.PASSWORD);

        assertThat(linus.get(PAGE).status()).isEqualTo(403);
        assertThat(linus.post(PAGE, "name", "Bells").status()).isEqualTo(403);
    }

    private Category named(String name) {
        return categories.all().stream()
                .filter(category -> category.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
