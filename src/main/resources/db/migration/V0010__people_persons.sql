-- Who writes to us: one person may have several addresses, and belongs to at most one company.
create schema people;

create extension if not exists pg_trgm;

create table people.company (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 200),
    domain     text        unique check (domain = lower(domain)),
    value      text        not null default 'standard' check (value in ('standard', 'valued', 'key')),
    created_at timestamptz not null
);

-- The address a person is answered at is repeated here, so that a ticket list needs one join only. A person without a
-- value of their own has their company's.
create table people.person (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 320),
    email      text        unique check (email = lower(email) and length(email) between 3 and 320),
    company_id uuid        references people.company on delete set null,
    value      text        check (value in ('standard', 'valued', 'key')),
    locale     text,
    time_zone  text,
    created_at timestamptz not null,
    blocked_at timestamptz
);

-- People.meet looks a sender up here; the primary key settles the race of two mails from a new one.
create table people.address (
    email      text        primary key check (email = lower(email) and length(email) between 3 and 320),
    person_id  uuid        not null references people.person on delete cascade,
    created_at timestamptz not null
);

-- Directory.page seeks on it, in this order.
create index person_by_name on people.person (lower(name), id);

-- Directory.page with search words: any part of a name or of an address.
create index person_name_parts on people.person using gin (lower(name) gin_trgm_ops);
create index address_parts on people.address using gin (email gin_trgm_ops);

-- Companies.people and the cascade from a person.
create index person_by_company on people.person (company_id) where company_id is not null;
create index address_by_person on people.address (person_id);
