package dev.millrace.people;

import org.springframework.boot.test.context.TestComponent;

/** Who plays in the tests: Grace owns the desk, Alan administers it, Linus answers, Barbara is asked for advice, Ada writes. */
@TestComponent
public class Cast {

    public static final String PASSWORD = "correct horse battery";

    private final Ownership ownership;
    private final Invitations invitations;
    private final Agents agents;
    private final People people;

    Cast(Ownership ownership, Invitations invitations, Agents agents, People people) {
        this.ownership = ownership;
        this.invitations = invitations;
        this.agents = agents;
        this.people = people;
    }

    public Person ada() {
        return people.meet("ada@analytical.example", "Ada Lovelace");
    }

    public SignedIn grace() {
        return member("grace@desk.example", "Grace Hopper", Role.OWNER);
    }

    public SignedIn alan() {
        return member("alan@desk.example", "Alan Turing", Role.ADMIN);
    }

    public SignedIn linus() {
        return member("linus@desk.example", "Linus", Role.AGENT);
    }

    public SignedIn barbara() {
        return member("barbara@desk.example", "Barbara Liskov", Role.COLLABORATOR);
    }

    public SignedIn of(Role role) {
        return switch (role) {
            case OWNER -> grace();
            case ADMIN -> alan();
            case AGENT -> linus();
            case COLLABORATOR -> barbara();
        };
    }

    /** One who works here with {@link #PASSWORD}, hired now if they were not. */
    public SignedIn member(String email, String name, Role role) {
        return people.byEmail(email)
                .flatMap(person -> agents.signedIn(person.id()))
                .filter(member -> member.role() == role)
                .orElseGet(() -> hired(email, name, role));
    }

    private SignedIn hired(String email, String name, Role role) {
        var id = role == Role.OWNER
                ? ownership.restore(email, name, PASSWORD)
                : invitations.accept(invitation(email, name, role), name, PASSWORD);
        return agents.signedIn(id).orElseThrow();
    }

    private String invitation(String email, String name, Role role) {
        var link = invitations.invite(email, name, role, grace()).link().toString();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
