-- Who is here now, and the log of it: without knowing who was there, demand and workforce cannot be told apart.
create table people.presence (
    person_id uuid        primary key references people.agent on delete cascade,
    state     text        not null check (state in ('online', 'busy', 'away', 'offline')),
    since     timestamptz not null,
    seen_at   timestamptz not null
);

-- Rows are only ever added. gives_back: who went away asked that somebody else takes what waits.
create table people.presence_event (
    id         uuid        primary key,
    person_id  uuid        not null references people.agent on delete cascade,
    at         timestamptz not null,
    state      text        not null check (state in ('online', 'busy', 'away', 'offline')),
    cause      text        not null check (cause in ('came', 'chose', 'signed_out', 'silent')),
    gives_back boolean     not null default false
);

-- Presences.log, and those who went away lately and gave back what waited.
create index presence_event_person on people.presence_event (person_id, at desc);
create index presence_event_given_back on people.presence_event (at) where gives_back;

-- One row a shift, written when it has begun; it stays as it was although the pattern of the week changes.
create table people.shift (
    id        uuid        primary key,
    person_id uuid        not null references people.agent on delete cascade,
    began_at  timestamptz not null,
    ends_at   timestamptz not null,
    unique (person_id, ends_at)
);

-- Shifts that ended lately.
create index shift_end on people.shift (ends_at);
