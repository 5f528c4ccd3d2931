package dev.millrace.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections that are in use, in their order and with their addresses. */
public final class SectionTree {

    private final List<Section> all;
    private final Map<SectionId, String> slugs = new HashMap<>();

    SectionTree(List<Section> active) {
        this.all = List.copyOf(active);
        var taken = new HashSet<String>();
        // the oldest of one name has the plain address, whatever the order is changed to
        active.stream()
                .sorted(Comparator.comparing(section -> section.id().value().toString()))
                .forEach(section -> {
                    var id = section.id().value().toString();
                    var slug = Slug.of(section.name());
                    var free = !slug.isEmpty() && taken.add(slug) ? slug : slug + "-" + id.substring(id.length() - 6);
                    slugs.put(section.id(), free);
                });
    }

    public List<Section> top() {
        return all.stream().filter(section -> section.parent() == null).toList();
    }

    public List<Section> in(SectionId parent) {
        return all.stream().filter(section -> parent.equals(section.parent())).toList();
    }

    /** By what stands in its address, or by its id. */
    public Optional<Section> at(String address) {
        return all.stream()
                .filter(section -> address.equals(slugs.get(section.id()))
                        || address.equals(section.id().value().toString()))
                .findFirst();
    }

    public Optional<Section> find(SectionId id) {
        return all.stream().filter(section -> section.id().equals(id)).findFirst();
    }

    public String path(SectionId id) {
        return "/help/sections/" + slugs.getOrDefault(id, id.value().toString());
    }

    /** From the top down to this one. */
    public List<Section> trail(SectionId id) {
        var trail = new ArrayList<Section>();
        for (var step = find(id);
                step.isPresent();
                step = Optional.ofNullable(step.get().parent()).flatMap(this::find)) {
            trail.addFirst(step.get());
        }
        return trail;
    }

    /** This one and those in it. */
    public Set<SectionId> within(SectionId id) {
        var within = new HashSet<SectionId>();
        within.add(id);
        in(id).forEach(section -> within.add(section.id()));
        return within;
    }
}
