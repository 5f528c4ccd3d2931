package dev.millrace.language;

import java.util.ArrayList;
import java.util.List;

/** What a label says about itself before anything is learned: its name, its description, and its examples, as vectors. */
final class Anchors {

    private Anchors() {}

    /** One list for each label, in their order, never empty. */
    static List<List<Read>> of(Embedder embedder, List<Label> labels) {
        var texts = labels.stream().map(Anchors::texts).toList();
        var reads = embedder.read(texts.stream().flatMap(List::stream).toList()).iterator();
        return texts.stream()
                .map(own -> own.stream().map(_ -> reads.next()).toList())
                .toList();
    }

    private static List<String> texts(Label label) {
        var texts = new ArrayList<String>();
        texts.add(spoken(label.name()));
        if (!label.description().isBlank()) {
            texts.add(spoken(label.name()) + ": " + label.description());
        }
        texts.addAll(label.examples());
        return texts;
    }

    /** Names that came from a program, such as {@code cardNotWorking} or {@code card_not_working}, as people say them. */
    static String spoken(String name) {
        return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replace('_', ' ').strip();
    }
}
