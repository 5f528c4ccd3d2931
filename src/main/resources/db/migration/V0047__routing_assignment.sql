-- Who in a team gets its tickets, and why each was given to whom it was.

-- A team without a row hands its tickets out by hand.
create table routing.assignment_policy (
    team_id uuid  primary key references people.team on delete cascade,
    policy  jsonb not null
);

-- What somebody must know for tickets of a category, in a language, or of a category in a language.
create table routing.required_skill (
    id          uuid     primary key,
    category_id uuid     references tickets.category,
    language    text,
    skill_id    uuid     not null references people.skill on delete cascade,
    level       smallint not null check (level between 1 and 3),
    check (category_id is not null or language is not null),
    unique nulls not distinct (category_id, language, skill_id)
);

-- Whose turn it is: who had theirs longest ago. One sequence for all, since only the order counts.
create sequence routing.turn_order;

create table routing.turn (
    team_id   uuid   not null references people.team on delete cascade,
    person_id uuid   not null references people.agent on delete cascade,
    taken     bigint not null,
    primary key (team_id, person_id)
);

-- Rows are only ever added: the last of a ticket says why it is with whom it is, if that is still so.
create table routing.assigned (
    id        uuid        primary key,
    ticket_id uuid        not null references tickets.ticket,
    team_id   uuid,
    person_id uuid        not null references people.person,
    at        timestamptz not null,
    why       jsonb       not null
);

-- Assignment.why of a ticket.
create index assigned_ticket on routing.assigned (ticket_id, at desc);

-- What was handed over, once for each shift that ended, leave that began and time somebody went away.
create table routing.hand_over (
    id        uuid        primary key,
    person_id uuid        not null references people.person,
    cause     text        not null check (cause in ('shift', 'leave', 'away')),
    caused_by uuid        not null,
    at        timestamptz not null,
    tickets   integer     not null,
    unique (cause, caused_by)
);
