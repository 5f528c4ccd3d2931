package dev.millrace.people;

import org.springframework.boot.test.context.TestComponent;

/** Does at once what the desk does every minute: writes down the shifts that run. */
@TestComponent
public class RosterLog {

    private final Roster roster;

    RosterLog(Roster roster) {
        this.roster = roster;
    }

    public void write() {
        roster.logShifts();
    }
}
