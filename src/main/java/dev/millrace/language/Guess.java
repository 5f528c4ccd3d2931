package dev.millrace.language;

import java.util.List;

/**
 * What a {@link Classifier} makes of a text, and why.
 *
 * @param candidates every label, the most probable first; their probabilities sum to 1
 * @param known from 0 to 1: how surely the text belongs to any of the labels
 * @param words of the text that spoke most for the best candidate, the strongest first
 * @param neighbours at most three texts with the best candidate's label that are most like this one
 */
public record Guess(List<Candidate> candidates, double known, List<String> words, List<Neighbour> neighbours) {

    public Candidate best() {
        return candidates.getFirst();
    }
}
