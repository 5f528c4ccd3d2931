-- Who signs in, what each may do, and the teams they work in.
create table people.agent (
    person_id     uuid        primary key references people.person on delete cascade,
    role          text        not null check (role in ('OWNER', 'ADMIN', 'AGENT', 'COLLABORATOR')),
    password_hash text        not null,
    theme         text        not null default 'AUTO' check (theme in ('AUTO', 'LIGHT', 'DARK')),
    density       text        not null default 'COMFORTABLE' check (density in ('COMFORTABLE', 'COMPACT')),
    signature     text        not null default '' check (length(signature) <= 5000),
    joined_at     timestamptz not null,
    last_sign_in_at  timestamptz,
    disabled_at   timestamptz
);

create table people.team (
    id          uuid        primary key,
    name        text        not null check (length(name) between 1 and 80),
    description text        not null default '' check (length(description) <= 500),
    created_at  timestamptz not null
);

-- Two teams never differ by case alone.
create unique index team_name on people.team (lower(name));

create table people.team_member (
    team_id   uuid not null references people.team on delete cascade,
    person_id uuid not null references people.agent on delete cascade,
    primary key (team_id, person_id)
);

-- Agents.signedIn collects a person's teams at every request.
create index team_member_by_person on people.team_member (person_id);

-- A link in a letter: only its hash is kept, it ends by itself and works once.
create table people.invitation (
    token_hash bytea       primary key,
    email      text        not null check (email = lower(email)),
    name       text        not null check (length(name) between 1 and 200),
    role       text        not null check (role in ('OWNER', 'ADMIN', 'AGENT', 'COLLABORATOR')),
    invited_by uuid        references people.person on delete set null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Invitations.waiting, and a second invitation replacing the first.
create unique index invitation_waiting on people.invitation (email) where used_at is null;

create table people.password_reset (
    token_hash bytea       primary key,
    person_id  uuid        not null references people.agent on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- PasswordResets.use withdraws every other link of the same person.
create index password_reset_by_person on people.password_reset (person_id);
