package dev.millrace.knowledge;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The articles as those see them who write them: each is drafted, reviewed where the desk wants that, published as a new
 * version, and may be withdrawn. What visitors may read is {@link HelpCentre}.
 */
@Component
@Transactional
public class Articles {

    /** Announced when what can be read, or where it is found, has changed. */
    public static final String TOPIC = "articles";

    private final ArticleStore store;
    private final Sections sections;
    private final Agents agents;
    private final Settings settings;
    private final Audit audit;
    private final Realtime realtime;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Articles(
            ArticleStore store,
            Sections sections,
            Agents agents,
            Settings settings,
            Audit audit,
            Realtime realtime,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.sections = sections;
        this.agents = agents;
        this.settings = settings;
        this.audit = audit;
        this.realtime = realtime;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Article find(long number) {
        return store.find(number).orElseThrow(Articles::noArticle);
    }

    @Transactional(readOnly = true)
    public Article find(ArticleId id) {
        return store.find(id).orElseThrow(Articles::noArticle);
    }

    /** A new article and its first draft, which may be unfinished. */
    public Article write(Placing placing, String language, Wording wording, PersonId by) {
        check(placing);
        offered(language);
        var id = ArticleId.next();
        store.add(id, language, placing, by);
        store.keep(new Draft(id, language, wording.kept(), Draft.State.WRITING, "", 1, by, clock.instant()));
        var article = find(id);
        audit.record(by.value(), "article.written", article.title(), null, article);
        return article;
    }

    public Article place(ArticleId id, Placing placing, PersonId by) {
        var before = find(id);
        check(placing);
        store.place(id, placing, Optional.ofNullable(placing.reviewDays()).map(this::due));
        var after = find(id);
        audit.record(by.value(), "article.placed", after.title(), before, after);
        realtime.announce(TOPIC, "");
        return after;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> draft(ArticleId id, String language) {
        return store.draft(id, language);
    }

    /** A draft to go on with: the one that is there, or one that says what is published, or was, or in a new language what the first says. */
    public Draft begin(ArticleId id, String language, PersonId by) {
        var article = find(id);
        offered(language);
        return store.draft(id, language).orElseGet(() -> {
            var wording = store.current(id, language)
                    .or(() -> store.versions(id, language).stream().findFirst())
                    .or(() -> store.current(id, article.language()))
                    .map(Version::wording)
                    .orElse(new Wording("", "", ""));
            var draft = new Draft(id, language, wording, Draft.State.WRITING, "", 1, by, clock.instant());
            store.keep(draft);
            return draft;
        });
    }

    /**
     * Keeps what was written so far. A draft that waits for review is being written again.
     *
     * @param edition the one that the writer saw
     * @throws Conflict when somebody else has kept another since
     */
    public Draft keep(ArticleId id, String language, Wording wording, int edition, PersonId by) {
        var before = drafted(id, language);
        if (before.edition() != edition) {
            throw new Conflict("%s changed this draft meanwhile."
                    .formatted(agents.find(before.writtenBy()).name()));
        }
        var kept = new Draft(
                id, language, wording.kept(), Draft.State.WRITING, before.note(), edition + 1, by, clock.instant());
        store.keep(kept);
        return kept;
    }

    /** Forgets what was being written. An article that was never published is archived with it. */
    public void discard(ArticleId id, String language, PersonId by) {
        var draft = drafted(id, language);
        store.forgetDraft(id, language);
        audit.record(by.value(), "article.discarded", draft.wording().title(), draft, null);
        if (find(id).editions().isEmpty()
                && store.versions(id, find(id).language()).isEmpty()) {
            store.archive(id, true);
        }
    }

    public void askReview(ArticleId id, String language, SignedIn by) {
        var draft = drafted(id, language);
        draft.wording().finished();
        store.keep(in(Draft.State.IN_REVIEW, "", draft));
        audit.record(by.id().value(), "article.review_asked", draft.wording().title(), null, null);
        events.publishEvent(new ArticleEvent.ReviewAsked(id, language, by.id()));
    }

    public void sendBack(ArticleId id, String language, String note, SignedIn by) {
        by.must(Permission.PUBLISH_ARTICLES);
        var draft = drafted(id, language);
        if (draft.state() != Draft.State.IN_REVIEW) {
            throw new Conflict("Nobody asked for a review of this draft.");
        }
        if (note.isBlank() || note.length() > 2_000) {
            throw new Invalid("note", "Say in 1 to 2,000 characters what is to be different.");
        }
        store.keep(in(Draft.State.WRITING, note.strip(), draft));
        audit.record(by.id().value(), "article.sent_back", draft.wording().title(), null, note);
        events.publishEvent(new ArticleEvent.SentBack(id, language, draft.writtenBy(), note.strip(), by.id()));
    }

    /** Whether this person could publish that draft now. */
    @Transactional(readOnly = true)
    public boolean mayPublish(Draft draft, SignedIn by) {
        return !settings.get(Approval.KEY).needed()
                || (by.may(Permission.PUBLISH_ARTICLES) && (!draft.writtenBy().equals(by.id()) || isAloneIn(by)));
    }

    /** Makes the draft the version that is read from now on. */
    public Version publish(ArticleId id, String language, String note, SignedIn by) {
        var article = find(id);
        var draft = drafted(id, language);
        draft.wording().finished();
        if (!mayPublish(draft, by)) {
            throw new Conflict("Somebody else must approve of this first. Ask for a review.");
        }
        return publish(article, language, draft.wording(), note, draft.writtenBy(), by);
    }

    /** Publishes what an earlier version said as a new one. */
    public Version revert(ArticleId id, String language, int version, SignedIn by) {
        if (settings.get(Approval.KEY).needed()) {
            by.must(Permission.PUBLISH_ARTICLES);
        }
        var old = version(id, language, version);
        return publish(find(id), language, old.wording(), "As in version %d.".formatted(version), old.writtenBy(), by);
    }

    private Version publish(
            Article article, String language, Wording wording, String note, PersonId writer, SignedIn by) {
        if (article.archived()) {
            throw new Conflict("This article is archived. Take it out of the archive first.");
        }
        if (note.length() > 500) {
            throw new Invalid("note", "At most 500 characters.");
        }
        var original = language.equals(article.language())
                ? null
                : store.current(article.id(), article.language())
                        .map(Version::version)
                        .orElse(null);
        var version = new Version(
                article.id(),
                language,
                store.versions(article.id(), language).stream()
                                .findFirst()
                                .map(Version::version)
                                .orElse(0)
                        + 1,
                wording,
                Slug.of(wording.title()),
                note.strip(),
                original,
                writer,
                by.id(),
                clock.instant());
        store.publish(version, Optional.ofNullable(article.reviewDays()).map(this::due));
        audit.record(by.id().value(), "article.published", wording.title(), null, version.version());
        events.publishEvent(new ArticleEvent.Published(article.id(), language, version.version(), by.id()));
        realtime.announce(TOPIC, "");
        return version;
    }

    /** Takes an article away from visitors in one language; its versions stay. */
    public void withdraw(ArticleId id, String language, SignedIn by) {
        var current = store.current(id, language).orElseThrow(() -> new Conflict("It is not published."));
        store.withdraw(id, language);
        audit.record(by.id().value(), "article.withdrawn", current.wording().title(), current.version(), null);
        events.publishEvent(new ArticleEvent.Withdrawn(id, language, by.id()));
        realtime.announce(TOPIC, "");
    }

    /** An archived article is read by nobody and found nowhere; what it said is kept. */
    public void archive(ArticleId id, boolean archived, PersonId by) {
        var article = find(id);
        store.archive(id, archived);
        audit.record(by.value(), archived ? "article.archived" : "article.restored", article.title(), null, null);
        realtime.announce(TOPIC, "");
    }

    /** Somebody has looked at it, and it is still right. */
    public void verify(ArticleId id, PersonId by) {
        var article = find(id);
        if (article.reviewDays() == null) {
            throw new Conflict("This article has no review date.");
        }
        store.reviewed(id, due(article.reviewDays()));
        audit.record(by.value(), "article.verified", article.title(), article.reviewDue(), due(article.reviewDays()));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Version> versions(ArticleId id, String language) {
        return store.versions(id, language);
    }

    @Transactional(readOnly = true)
    public Version version(ArticleId id, String language, int version) {
        return store.versions(id, language).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no version %d of this article.".formatted(version)));
    }

    private boolean isAloneIn(SignedIn by) {
        return agents.all().stream()
                .filter(Agent::active)
                .filter(agent -> agent.role().may(Permission.PUBLISH_ARTICLES))
                .allMatch(agent -> agent.id().equals(by.id()));
    }

    private Draft drafted(ArticleId id, String language) {
        return store.lockedDraft(id, language).orElseThrow(() -> new NotFound("There is no draft of this article."));
    }

    private static Draft in(Draft.State state, String note, Draft draft) {
        return new Draft(
                draft.article(),
                draft.language(),
                draft.wording(),
                state,
                note,
                draft.edition() + 1,
                draft.writtenBy(),
                draft.keptAt());
    }

    private void check(Placing placing) {
        if (sections.find(placing.section()).archived()) {
            throw new Invalid("section", "This section is archived.");
        }
        agents.find(placing.owner());
    }

    private void offered(String language) {
        if (!settings.get(HelpLanguages.KEY).languages().contains(language)) {
            throw new Invalid("language", "The help centre has no language “%s”.".formatted(language));
        }
    }

    private LocalDate due(int days) {
        return LocalDate.now(clock).plusDays(days);
    }

    private static NotFound noArticle() {
        return new NotFound("There is no such article.");
    }
}
