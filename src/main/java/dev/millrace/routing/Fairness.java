package dev.millrace.routing;

import static java.time.ZoneOffset.UTC;

import dev.millrace.people.Colleague;
import dev.millrace.people.PersonId;
import dev.millrace.people.Roster;
import dev.millrace.people.TeamId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who was given how many tickets, beside what their capacity says would be fair. */
@Component
public class Fairness {

    /**
     * One of us.
     *
     * @param received tickets that became theirs
     * @param dealt of these by the desk itself
     * @param fair how many of all these tickets their part of everybody's capacity is
     * @param inHand units they carry now
     */
    public record Share(Colleague who, long received, long dealt, double fair, int inHand) {

        /** Above what is fair when positive. */
        public double skew() {
            return received - fair;
        }
    }

    public record Day(LocalDate day, long received) {}

    /** @param hours of the day, 24 of them */
    public record Report(List<Share> shares, List<Day> days, List<Long> hours) {

        public long received() {
            return shares.stream().mapToLong(Share::received).sum();
        }
    }

    private record Cell(PersonId person, LocalDate day, int hour, long received, long dealt) {}

    private final JdbcClient db;
    private final Roster roster;
    private final AssignmentStore store;
    private final Policies policies;
    private final Clock clock;

    Fairness(JdbcClient db, Roster roster, AssignmentStore store, Policies policies, Clock clock) {
        this.db = db;
        this.roster = roster;
        this.store = store;
        this.policies = policies;
        this.clock = clock;
    }

    /** @param team only its people and its tickets; all when null */
    public Report of(int days, @Nullable TeamId team, ZoneId zone) {
        var people = roster.now().stream()
                .filter(each -> each.answers() && (team == null || each.teams().contains(team)))
                .toList();
        var ids = people.stream().map(Colleague::id).collect(Collectors.toSet());
        var first = LocalDate.ofInstant(clock.instant(), zone).minusDays(days - 1L);
        var cells = cells(first, team, zone).stream()
                .filter(cell -> ids.contains(cell.person()))
                .toList();
        return new Report(shares(people, cells), days(first, days, cells), hours(cells));
    }

    /** Units that everybody carries now. */
    public Map<PersonId, Integer> inHand() {
        return store.inHand(policies.weights());
    }

    private List<Share> shares(List<Colleague> people, List<Cell> cells) {
        var received = sums(cells, Cell::received);
        var dealt = sums(cells, Cell::dealt);
        var all = received.values().stream().mapToLong(Long::longValue).sum();
        var capacity = people.stream().mapToInt(each -> each.duty().capacity()).sum();
        var inHand = inHand();
        var shares = new ArrayList<Share>();
        for (var who : people) {
            shares.add(new Share(
                    who,
                    received.getOrDefault(who.id(), 0L),
                    dealt.getOrDefault(who.id(), 0L),
                    capacity == 0 ? 0 : (double) all * who.duty().capacity() / capacity,
                    inHand.getOrDefault(who.id(), 0)));
        }
        shares.sort(Comparator.comparingLong(Share::received).reversed());
        return List.copyOf(shares);
    }

    private static Map<PersonId, Long> sums(List<Cell> cells, ToLongFunction<Cell> of) {
        return cells.stream().collect(Collectors.groupingBy(Cell::person, Collectors.summingLong(of)));
    }

    private static List<Day> days(LocalDate first, int days, List<Cell> cells) {
        var counts = cells.stream().collect(Collectors.groupingBy(Cell::day, Collectors.summingLong(Cell::received)));
        return IntStream.range(0, days)
                .mapToObj(first::plusDays)
                .map(day -> new Day(day, counts.getOrDefault(day, 0L)))
                .toList();
    }

    private static List<Long> hours(List<Cell> cells) {
        var counts = cells.stream().collect(Collectors.groupingBy(Cell::hour, Collectors.summingLong(Cell::received)));
        return IntStream.range(0, 24)
                .mapToObj(hour -> counts.getOrDefault(hour, 0L))
                .toList();
    }

    private List<Cell> cells(LocalDate first, @Nullable TeamId team, ZoneId zone) {
        return db.sql("""
                select cast(e.detail ->> 'to' as uuid) as person,
                       cast(e.at at time zone :zone as date) as day,
                       cast(extract(hour from e.at at time zone :zone) as int) as hour,
                       count(*) as received,
                       count(*) filter (where e.actor ->> 'kind' = 'desk') as dealt
                  from tickets.event e
                  join tickets.ticket t on t.id = e.ticket_id
                 where e.kind = 'assignee_changed'
                   and e.detail ->> 'to' is not null
                   and e.at >= :since
                   and (cast(:team as uuid) is null or t.team_id = :team)
                 group by person, day, hour
                """)
                .param("zone", zone.getId())
                .param("since", first.atStartOfDay(zone).toInstant().atOffset(UTC))
                .param("team", team == null ? null : team.value())
                .query((row, _) -> new Cell(
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getObject("day", LocalDate.class),
                        row.getInt("hour"),
                        row.getLong("received"),
                        row.getLong("dealt")))
                .list();
    }
}
