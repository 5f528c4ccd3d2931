package dev.millrace.notices;

import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.Permission;
import dev.millrace.people.PersonId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Those who can mend the desk itself: they may change its settings. */
@Component
class Menders {

    private final Agents agents;

    Menders(Agents agents) {
        this.agents = agents;
    }

    List<PersonId> all() {
        return agents.all().stream()
                .filter(agent -> agent.active() && agent.role().may(Permission.CHANGE_SETTINGS))
                .map(Agent::id)
                .toList();
    }
}
