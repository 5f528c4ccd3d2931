-- Customers who sign in to see their tickets. Whoever never did has no row here; a password is theirs to set or not.
create table people.customer (
    person_id       uuid        primary key references people.person on delete cascade,
    password_hash   text,
    last_sign_in_at timestamptz,
    welcomed_at     timestamptz
);

-- A link in a letter: only its hash is kept, it ends by itself and works once. "next" is where they wanted to go.
create table people.sign_in_link (
    token_hash bytea       primary key,
    person_id  uuid        not null references people.person on delete cascade,
    email      text        not null,
    next       text        not null check (length(next) <= 500),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Customers.enter withdraws every other link of the same person.
create index sign_in_link_by_person on people.sign_in_link (person_id);

-- Whether the people of a company see each other's tickets.
alter table people.company add column shares_tickets boolean not null default false;
