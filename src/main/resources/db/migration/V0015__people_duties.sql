-- What somebody who works here can take on: how much, when, in which languages, and what they know.
create table people.duty (
    person_id uuid    primary key references people.agent on delete cascade,
    capacity  integer not null check (capacity between 0 and 1000),
    senior    boolean not null,
    languages text[]  not null,
    shift     jsonb
);

create table people.skill (
    id   uuid primary key,
    name text not null check (length(name) between 1 and 60)
);

-- One name means one skill, whatever its letters' case.
create unique index skill_name on people.skill (lower(name));

create table people.agent_skill (
    person_id uuid     not null references people.agent on delete cascade,
    skill_id  uuid     not null references people.skill on delete cascade,
    level     smallint not null check (level between 1 and 3),
    primary key (person_id, skill_id)
);

-- Days off, with who stands in: a deputy, or else whoever else is in the team if tickets are given back.
create table people.leave (
    id         uuid        primary key,
    person_id  uuid        not null references people.agent on delete cascade,
    first_day  date        not null,
    last_day   date        not null check (last_day >= first_day),
    deputy_id  uuid        references people.agent on delete set null check (deputy_id <> person_id),
    gives_back boolean     not null,
    note       text        not null default '' check (length(note) <= 200),
    created_at timestamptz not null
);

-- Leaves.around and a person's own.
create index leave_by_day on people.leave (last_day, first_day);
create index leave_by_person on people.leave (person_id, first_day);
