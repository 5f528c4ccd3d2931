package dev.millrace.web.articles;

import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Approval;
import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.ArticleFiles;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Checks;
import dev.millrace.knowledge.Comparison;
import dev.millrace.knowledge.Draft;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.Gaps;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.Sections;
import dev.millrace.knowledge.Version;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Companies;
import dev.millrace.people.SignedIn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts an article's page together. */
@Component
class ArticlePages {

    private static final int DAYS_OF_FIGURES = 90;

    private final Articles articles;
    private final Sections sections;
    private final Agents agents;
    private final Companies companies;
    private final ArticleFiles files;
    private final Checks checks;
    private final Gaps gaps;
    private final Figures figures;
    private final Settings settings;

    ArticlePages(
            Articles articles,
            Sections sections,
            Agents agents,
            Companies companies,
            ArticleFiles files,
            Checks checks,
            Gaps gaps,
            Figures figures,
            Settings settings) {
        this.figures = figures;
        this.checks = checks;
        this.gaps = gaps;
        this.files = files;
        this.articles = articles;
        this.sections = sections;
        this.agents = agents;
        this.companies = companies;
        this.settings = settings;
    }

    ArticlePage page(long number, String asked, SignedIn me) {
        return page(articles.find(number), asked, null, me);
    }

    /** @param typed what could not be kept; else the text is what the desk has */
    ArticlePage page(Article article, String asked, @Nullable WordingForm typed, SignedIn me) {
        var language = language(article, asked);
        var draft = articles.draft(article.id(), language).orElse(null);
        var published = published(article, language).orElse(null);
        var original = language.equals(article.language())
                ? null
                : published(article, article.language()).orElse(null);
        var form = typed != null ? typed : form(article, draft, last(article, language, published), original);
        var isLate =
                typed != null && draft != null && draft.edition() != typed.edition() && !typed.says(draft.wording());
        return new ArticlePage(
                article,
                language,
                languages(article),
                draft,
                published,
                form,
                Markdown.render(form.body()),
                checks.of(form.wording(), language),
                isLate ? draft : null,
                since(article, published, original),
                original,
                draft == null ? !settings.get(Approval.KEY).needed() : articles.mayPublish(draft, me),
                settings.get(Approval.KEY).needed(),
                Shelf.of(sections.active()),
                agents.all().stream().filter(Agent::active).toList(),
                companies.all(),
                files.of(article.id()),
                new FigureLine(figures.of(article.id(), DAYS_OF_FIGURES)),
                figures.comments(article.id()),
                gaps.since(article.id()).orElse(null),
                agents.all().stream().collect(Collectors.toMap(Agent::id, Agent::name)));
    }

    /** What is published, or was before it was withdrawn. */
    private @Nullable Version last(Article article, String language, @Nullable Version published) {
        return published != null
                ? published
                : articles.versions(article.id(), language).stream().findFirst().orElse(null);
    }

    Optional<Version> published(Article article, String language) {
        return article.in(language)
                .map(Article.Edition::published)
                .map(version -> articles.version(article.id(), language, version));
    }

    /** One of the help centre's, or one that the article has from before. */
    String language(Article article, String asked) {
        var language = asked.isEmpty() ? article.language() : asked;
        if (!languages(article).contains(language)) {
            throw new NotFound("The help centre does not have this language.");
        }
        return language;
    }

    /** The article's first language first. */
    private List<String> languages(Article article) {
        var languages = new LinkedHashSet<String>();
        languages.add(article.language());
        article.editions().forEach(edition -> languages.add(edition.language()));
        languages.addAll(settings.get(HelpLanguages.KEY).languages());
        return List.copyOf(languages);
    }

    /** A translation begins as the text it translates. */
    private static WordingForm form(
            Article article, @Nullable Draft draft, @Nullable Version published, @Nullable Version original) {
        if (draft != null) {
            return form(draft.wording(), draft.edition());
        }
        var wording = published != null
                ? published.wording()
                : original != null ? original.wording() : new Wording(article.title(), "", "");
        return form(wording, 0);
    }

    private static WordingForm form(Wording wording, int edition) {
        return new WordingForm(wording.title(), wording.summary(), wording.body(), edition);
    }

    private @Nullable Comparison since(Article article, @Nullable Version published, @Nullable Version original) {
        if (published == null || original == null || published.original() == null) {
            return null;
        }
        if (published.original() >= original.version()) {
            return null;
        }
        var translated = articles.version(article.id(), article.language(), published.original());
        return Comparison.of(text(translated.wording()), text(original.wording()));
    }

    /** Everything it says, in lines. */
    static String text(Wording wording) {
        return wording.title() + "\n" + wording.summary() + "\n\n" + wording.body();
    }
}
