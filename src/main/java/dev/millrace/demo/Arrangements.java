package dev.millrace.demo;

import dev.millrace.people.Duties;
import dev.millrace.people.Duty;
import dev.millrace.people.Leaves;
import dev.millrace.people.PersonId;
import dev.millrace.people.Shift;
import dev.millrace.people.Skill;
import dev.millrace.people.SkillId;
import dev.millrace.people.Skills;
import dev.millrace.people.Span;
import dev.millrace.people.SpecialDay;
import dev.millrace.people.Timetable;
import dev.millrace.people.WorkingHours;
import dev.millrace.routing.Policies;
import dev.millrace.routing.Policy;
import dev.millrace.routing.Policy.Available;
import dev.millrace.routing.Policy.ShiftEnd;
import dev.millrace.routing.Policy.Way;
import dev.millrace.routing.Policy.Wish;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomField.Kind;
import dev.millrace.tickets.CustomFields;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How Fenwick Bikes shares its work: when it is open, who carries how much and knows what, and who gets which tickets. */
@Component
class Arrangements {

    private final Timetable timetable;
    private final Duties duties;
    private final Skills skills;
    private final Leaves leaves;
    private final CustomFields fields;
    private final Policies policies;
    private final Staff staff;
    private final Clock clock;

    Arrangements(
            Timetable timetable,
            Duties duties,
            Skills skills,
            Leaves leaves,
            CustomFields fields,
            Policies policies,
            Staff staff,
            Clock clock) {
        this.timetable = timetable;
        this.duties = duties;
        this.skills = skills;
        this.leaves = leaves;
        this.fields = fields;
        this.policies = policies;
        this.staff = staff;
        this.clock = clock;
    }

    void make(Hired hired) {
        var grace = hired.owner();
        timetable.change(hours(), grace);
        takeOn(hired);
        learn(hired);
        ask(grace);
        share(grace);
        var soon = LocalDate.ofInstant(clock.instant(), Rhythm.ZONE).plusDays(12);
        leaves.add(hired.id("Barbara Lind"), soon, soon.plusDays(6), hired.id("Linus Berg"), false, "Hiking", grace);
    }

    private static WorkingHours hours() {
        var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)
                .forEach(day -> week.put(day, Span.list("week", "8:30–12:30, 13:00–17:30")));
        week.put(DayOfWeek.SATURDAY, Span.list("week", "9:00–14:00"));
        return new WorkingHours(
                Rhythm.ZONE,
                week,
                List.of(
                        SpecialDay.of(LocalDate.of(2025, 1, 1), true, "New Year", ""),
                        SpecialDay.of(LocalDate.of(2025, 5, 1), true, "Labour Day", ""),
                        SpecialDay.of(LocalDate.of(2025, 10, 3), true, "German Unity Day", ""),
                        SpecialDay.of(LocalDate.of(2025, 12, 24), true, "Christmas Eve", "9:00–12:00"),
                        SpecialDay.of(LocalDate.of(2025, 12, 25), true, "Christmas Day", ""),
                        SpecialDay.of(LocalDate.of(2025, 12, 26), true, "Boxing Day", "")));
    }

    private void takeOn(Hired hired) {
        var grace = hired.owner();
        duties.change(hired.id("Grace Fenwick"), new Duty(18, true, Set.of("de", "en"), null), grace);
        duties.change(hired.id("Margaret Oyelaran"), new Duty(24, true, Set.of("en", "fr"), null), grace);
        duties.change(hired.id("Linus Berg"), new Duty(30, false, Set.of("de", "en", "sv"), early()), grace);
        duties.change(hired.id("Barbara Lind"), new Duty(36, true, Set.of("de", "en"), null), grace);
        duties.change(hired.id("Radia Costa"), new Duty(20, false, Set.of("en", "es", "pt"), null), grace);
        duties.change(hired.id("Dennis Novak"), new Duty(16, false, Set.of("de", "en"), null), grace);
    }

    /** Linus fetches his children at four. */
    private static Shift early() {
        return new Shift(
                Rhythm.ZONE,
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                        .collect(Collectors.toMap(day -> day, _ -> Span.list("week", "7:30–11:30, 12:00–16:00"))));
    }

    /** What Fenwick Bikes wants to know of its tickets. */
    private void ask(PersonId grace) {
        fields.add(field("Order number", Kind.TEXT, List.of(), true), grace);
        fields.add(field("Bike", Kind.CHOICE, Telling.BIKES, true), grace);
        fields.add(field("Bought on", Kind.DATE, List.of(), false), grace);
    }

    private static CustomField field(String name, Kind kind, List<String> choices, boolean onForm) {
        return new CustomField("", name, kind, choices, false, onForm, Set.of(), false);
    }

    private void learn(Hired hired) {
        var grace = hired.owner();
        var payments = skills.add("Payments", grace);
        var wheels = skills.add("Wheels and motors", grace);
        var shop = skills.add("Web shop", grace);
        skills.learn(
                Map.of(
                        hired.id("Grace Fenwick"), levels(payments, 2, wheels, 2),
                        hired.id("Margaret Oyelaran"), levels(payments, 3, shop, 2),
                        hired.id("Radia Costa"), levels(payments, 3, shop, 1),
                        hired.id("Linus Berg"), levels(shop, 3, payments, 1),
                        hired.id("Barbara Lind"), levels(shop, 2, wheels, 1),
                        hired.id("Dennis Novak"), levels(wheels, 3, shop, 1)),
                grace);
        var categories = staff.categories();
        policies.require(categories.get("Payments and invoices"), null, payments.id(), 2, grace);
        policies.require(categories.get("Repairs and warranty"), null, wheels.id(), 2, grace);
        policies.require(categories.get("Website"), null, shop.id(), 2, grace);
    }

    private void share(PersonId grace) {
        share("Level 1", Way.LOAD, Available.ONLINE, ShiftEnd.HAND_OVER_URGENT, grace);
        share("General", Way.LOAD, Available.ONLINE, ShiftEnd.KEEP, grace);
        share("Billing", Way.ROUND_ROBIN, Available.ON_SHIFT, ShiftEnd.KEEP, grace);
    }

    private void share(String team, Way way, Available available, ShiftEnd shiftEnd, PersonId grace) {
        var policy = new Policy(way, Wish.PREFER, Wish.PREFER, available, true, true, shiftEnd);
        policies.change(Objects.requireNonNull(staff.teams().get(team)), policy, grace);
    }

    private static Map<SkillId, Integer> levels(Skill one, int level, Skill other, int otherLevel) {
        return Map.of(one.id(), level, other.id(), otherLevel);
    }
}
