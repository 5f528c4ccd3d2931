package dev.millrace.web.articles;

import dev.millrace.knowledge.Article;
import dev.millrace.knowledge.ArticleFile;
import dev.millrace.knowledge.Checks;
import dev.millrace.knowledge.Comparison;
import dev.millrace.knowledge.Draft;
import dev.millrace.knowledge.Drop;
import dev.millrace.knowledge.Figures;
import dev.millrace.knowledge.Rendered;
import dev.millrace.knowledge.Version;
import dev.millrace.people.Agent;
import dev.millrace.people.Company;
import dev.millrace.people.PersonId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of one article shows in one language.
 *
 * @param draft what is being written, if anything is
 * @param published what visitors read
 * @param form the text in the editor: the draft's, the published one's, or what was typed and could not be kept
 * @param meanwhile the draft somebody else has kept since the text in the editor was read
 * @param figures of the last ninety days
 * @param drop what it has changed, if it was drafted from a gap and is published
 * @param since what was changed in the first language since this translation was written
 */
public record ArticlePage(
        Article article,
        String language,
        List<String> languages,
        @Nullable Draft draft,
        @Nullable Version published,
        WordingForm form,
        Rendered preview,
        Checks.Report checks,
        @Nullable Draft meanwhile,
        @Nullable Comparison since,
        @Nullable Version original,
        boolean mayPublish,
        boolean approval,
        List<Shelf> shelves,
        List<Agent> agents,
        List<Company> companies,
        List<ArticleFile> files,
        FigureLine figures,
        List<Figures.Comment> comments,
        @Nullable Drop drop,
        Map<PersonId, String> names) {

    public String path() {
        return "/articles/" + article.number();
    }

    public String href() {
        return path() + "?language=" + language;
    }

    public boolean isTranslation() {
        return !language.equals(article.language());
    }

    /** What to write where the file is to be seen. */
    public String markdown(ArticleFile file) {
        return WritingController.markdown(file);
    }

    public String name(PersonId person) {
        return names.getOrDefault(person, "");
    }

    public boolean isInReview() {
        return draft != null && draft.state() == Draft.State.IN_REVIEW;
    }
}
