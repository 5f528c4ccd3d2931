package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Forbidden;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Cast;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.TicketId;
import dev.millrace.web.Desk;
import dev.millrace.web.ServedTest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Linus writes what he is asked every day, Grace approves of it. */
@ServedTest
class TemplatesTest {

    @Autowired
    private Templates templates;

    @Autowired
    private TemplateStore store;

    @Autowired
    private Settings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private Desk desk;

    @Autowired
    private Clock clock;

    private SignedIn linus;
    private SignedIn grace;

    @BeforeEach
    void somebodyElseApproves() {
        linus = cast.linus();
        grace = cast.grace();
        settings.put(TemplateApproval.KEY, new TemplateApproval(true), null);
    }

    @AfterEach
    void asItWas() {
        settings.put(TemplateApproval.KEY, new TemplateApproval(true), null);
    }

    @Test
    void whatIsWrittenIsUsedOnceSomebodyElseApproves() {
        var template = written("Brake pads");
        assertThat(templates.usable(linus)).doesNotContain(template);
        assertThatThrownBy(() -> templates.approve(template.id(), "", 100, linus))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Somebody else");

        templates.askApproval(template.id(), linus);
        var version = templates.approve(template.id(), "New pads", 100, grace);

        assertThat(version.version()).isEqualTo(1);
        assertThat(version.writtenBy()).isEqualTo(linus.id());
        assertThat(version.approvedBy()).isEqualTo(grace.id());
        assertThat(templates.usable(linus)).extracting(Template::id).contains(template.id());
        assertThat(templates.find(template.id(), linus).draft()).isNull();
    }

    @Test
    void nobodyApprovesOfTheirOwnWhileThereIsSomebodyElse() {
        cast.alan();
        var template = templates.write(text("Grace’s own"), place(grace, new Shelf.OfDesk()), grace);

        assertThat(templates.mayApprove(template, grace)).isFalse();
        assertThat(templates.mayApprove(template, cast.alan())).isTrue();

        settings.put(TemplateApproval.KEY, new TemplateApproval(false), null);
        assertThat(templates.mayApprove(template, grace)).isTrue();
    }

    @Test
    void aDraftThatIsSentBackSaysWhy() {
        var template = written("Sent back");
        templates.askApproval(template.id(), linus);
        assertThatThrownBy(() -> templates.sendBack(template.id(), "no", linus)).isInstanceOf(Forbidden.class);

        templates.sendBack(template.id(), "Too long", grace);

        var draft = templates.find(template.id(), linus).draft();
        assertThat(draft).isNotNull();
        assertThat(draft.waits()).isFalse();
        assertThat(draft.note()).isEqualTo("Too long");
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneCanComeBack() {
        var template = approved("Versions");
        var draft = templates.begin(template.id(), linus);
        templates.keep(template.id(), TemplateText.of("Versions", "en", "Quite another text."), draft.edition(), linus);
        templates.approve(template.id(), "", 100, grace);
        assertThat(templates.find(template.id(), linus).text().body("en")).isEqualTo("Quite another text.");

        assertThatThrownBy(() -> templates.revert(template.id(), 1, linus)).isInstanceOf(Forbidden.class);
        var again = templates.revert(template.id(), 1, grace);

        assertThat(again.version()).isEqualTo(3);
        assertThat(again.text()).isEqualTo(text("Versions"));
        assertThat(templates.versions(template.id(), linus))
                .extracting(TemplateVersion::version)
                .containsExactly(3, 2, 1);
    }

    @Test
    void whoHasNotSeenTheLatestDraftDoesNotOverwriteIt() {
        var template = written("Both write");
        templates.keep(template.id(), TemplateText.of("Both write", "en", "Grace was faster."), 1, grace);

        assertThatThrownBy(() -> templates.keep(template.id(), text("Both write"), 1, linus))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Grace Hopper changed this draft meanwhile");
    }

    @Test
    void aMistakeInATextKeepsItFromBeingUsedButNotFromBeingKept() {
        var template = templates.write(
                TemplateText.of("Half a thought", "en", "Hello {{customer.nmae}}"),
                place(linus, new Shelf.OfDesk()),
                linus);

        assertThatThrownBy(() -> templates.askApproval(template.id(), linus))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Line 1");
    }

    @Test
    void twoVersionsShareTheTicketsAndEachTicketAlwaysGetsTheSame() {
        var template = approved("Shared");
        templates.begin(template.id(), linus);
        templates.keep(template.id(), TemplateText.of("Shared", "en", "The new way."), 1, linus);
        templates.approve(template.id(), "", 30, grace);
        var shared = templates.find(template.id(), linus);

        assertThat(shared.onTrial()).isTrue();
        var tickets = IntStream.range(0, 4_000).mapToObj(_ -> TicketId.next()).toList();
        var second = tickets.stream()
                .filter(ticket -> shared.versionFor(ticket).version() == 2)
                .count();
        assertThat(second).isBetween(1_000L, 1_400L);
        assertThat(tickets)
                .allSatisfy(ticket -> assertThat(shared.versionFor(ticket).version())
                        .isEqualTo(shared.versionFor(ticket).version()));

        templates.share(template.id(), 2, 100, grace);
        assertThat(templates.find(template.id(), linus).serving())
                .singleElement()
                .satisfies(served -> assertThat(served.version().version()).isEqualTo(2));
    }

    @Test
    void aShelfOpensOnlyToThoseItBelongsTo() {
        var team = desk.team("Templates crew", linus);
        var barbara = cast.member("mary@desk.example", "Mary Somerville", Role.AGENT);
        var ours = templates.write(text("Of the crew"), place(linus, new Shelf.OfTeam(team.id())), cast.linus());
        var mine = templates.write(text("Mine alone"), place(linus, new Shelf.OfPerson(linus.id())), cast.linus());

        assertThatThrownBy(() -> templates.find(ours.id(), barbara)).isInstanceOf(NotFound.class);
        assertThat(templates.find(ours.id(), grace)).isNotNull();
        assertThatThrownBy(() -> templates.find(mine.id(), grace)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> templates.write(text("Not his"), place(barbara, new Shelf.OfTeam(team.id())), barbara))
                .isInstanceOf(Invalid.class);

        templates.approve(mine.id(), "", 100, cast.linus());
        assertThat(templates.usable(cast.linus())).extracting(Template::id).contains(mine.id());
        assertThatThrownBy(() -> templates.place(mine.id(), place(linus, new Shelf.OfDesk()), cast.linus()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("approved");
    }

    @Test
    void anArchivedTemplateIsOfferedToNobodyAndComesBack() {
        var template = approved("Archived");
        var mary = cast.member("mary@desk.example", "Mary Somerville", Role.AGENT);
        assertThatThrownBy(() -> templates.archive(template.id(), true, mary)).isInstanceOf(Forbidden.class);

        templates.archive(template.id(), true, linus);
        assertThat(templates.usable(linus)).extracting(Template::id).doesNotContain(template.id());

        templates.archive(template.id(), false, linus);
        assertThat(templates.usable(linus)).extracting(Template::id).contains(template.id());
    }

    @Test
    void itsOwnerIsRemindedOnceWhenItIsTimeToLookAtIt() {
        var template = approved("Review");
        var today = LocalDate.now(clock);
        store.reviewed(template.id(), today);

        assertThat(store.takeDue(today)).contains(template.id());
        assertThat(store.takeDue(today)).doesNotContain(template.id());

        templates.reviewed(template.id(), linus);
        assertThat(templates.find(template.id(), linus).reviewDue()).isEqualTo(today.plusDays(90));
    }

    @Test
    void theTemplatesTheDeskComesWithAreAsItAdvises() {
        var ours = store.all().stream()
                .filter(template ->
                        template.place().owner() == null && template.current().isPresent())
                .filter(template -> template.id().toString().startsWith("01900000"))
                .toList();

        assertThat(ours).hasSize(12);
        assertThat(ours).allSatisfy(template -> {
            template.text().finished(templates.keys());
            assertThat(Advice.of(template.text().body("en")))
                    .as(template.name())
                    .isEmpty();
            assertThat(template.text().useWhen()).isNotBlank();
            assertThat(template.text().notWhen()).isNotBlank();
        });
    }

    private Template approved(String name) {
        var template = written(name);
        templates.approve(template.id(), "", 100, grace);
        return templates.find(template.id(), linus);
    }

    private Template written(String name) {
        return templates.write(text(name), place(linus, new Shelf.OfDesk()), linus);
    }

    private static TemplateText text(String name) {
        return TemplateText.of(name, "en", "Hello {{customer.first_name|there}},\n\nyour " + name + " are here.");
    }

    private static TemplatePlace place(SignedIn owner, Shelf shelf) {
        return new TemplatePlace(shelf, "Tests", owner.id(), 90);
    }
}
