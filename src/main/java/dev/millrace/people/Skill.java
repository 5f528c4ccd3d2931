package dev.millrace.people;

/** Something that can be known, from level 1, a beginner, to 3, whom others ask. */
public record Skill(SkillId id, String name) {

    public static final int HIGHEST = 3;
}
