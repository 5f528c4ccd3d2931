package dev.millrace.web.articles;

import dev.millrace.knowledge.Figures;
import dev.millrace.replies.Proportion;

/** What came of one article, with how sure that is. */
public record FigureLine(Figures.Line line) {

    /** How many of those who voted said that it helped. */
    public Proportion helpful() {
        return new Proportion(line.yes(), line.votes());
    }

    /** How many of those whom it solved something stayed silent, as far as that is known by now. */
    public Proportion avoided() {
        return new Proportion(line.solved().avoided(), line.solved().settled());
    }
}
