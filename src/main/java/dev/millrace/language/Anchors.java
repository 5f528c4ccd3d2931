package dev.millrace.language;

import java.util.ArrayList;
import java.util.List;

/** What labels say about themselves before anything is learned: name, description and examples. */
final class Anchors {

    private Anchors() {}

    static List<Example> of(Embedder embedder, List<Label> labels) {
        var texts = new ArrayList<String>();
        var targets = new ArrayList<Integer>();
        for (var target = 0; target < labels.size(); target++) {
            for (var text : texts(labels.get(target))) {
                texts.add(text);
                targets.add(target);
            }
        }
        var anchors = new ArrayList<Example>();
        for (var read : embedder.read(texts)) {
            anchors.add(new Example(read, targets.get(anchors.size()), 1, null));
        }
        return anchors;
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
