package dev.millrace.tickets;

import dev.millrace.kernel.Json;
import dev.millrace.people.PersonId;
import java.util.LinkedHashMap;
import java.util.UUID;

/** {@link Actor} as JSON: {@code {"kind", "id", "version", "name", "by"}}, the parts it has. */
final class Actors {

    private Actors() {}

    static String write(Actor actor) {
        var json = new LinkedHashMap<String, Object>();
        switch (actor) {
            case Actor.Person(var id) -> {
                json.put("kind", "person");
                json.put("id", id.value());
            }
            case Actor.Rule(var id, var version, var name) -> {
                json.put("kind", "rule");
                json.put("id", id);
                json.put("version", version);
                json.put("name", name);
            }
            case Actor.Macro(var id, var version, var name, var by) -> {
                json.put("kind", "macro");
                json.put("id", id);
                json.put("version", version);
                json.put("name", name);
                json.put("by", by.value());
            }
            case Actor.Token(var id, var name) -> {
                json.put("kind", "token");
                json.put("id", id);
                json.put("name", name);
            }
            case Actor.Model(var field, var version) -> {
                json.put("kind", "model");
                json.put("name", field);
                json.put("version", version);
            }
            case Actor.Desk(var name) -> {
                json.put("kind", "desk");
                json.put("name", name);
            }
        }
        return Json.write(json);
    }

    static Actor read(String json) {
        var tree = Json.tree(json);
        return switch (tree.get("kind").asString()) {
            case "person" ->
                new Actor.Person(new PersonId(UUID.fromString(tree.get("id").asString())));
            case "rule" ->
                new Actor.Rule(
                        UUID.fromString(tree.get("id").asString()),
                        tree.get("version").asInt(),
                        tree.get("name").asString());
            case "macro" ->
                new Actor.Macro(
                        UUID.fromString(tree.get("id").asString()),
                        tree.get("version").asInt(),
                        tree.get("name").asString(),
                        new PersonId(UUID.fromString(tree.get("by").asString())));
            case "token" ->
                new Actor.Token(
                        UUID.fromString(tree.get("id").asString()),
                        tree.get("name").asString());
            case "model" ->
                new Actor.Model(tree.get("name").asString(), tree.get("version").asInt());
            default -> new Actor.Desk(tree.get("name").asString());
        };
    }
}
