-- What a person should know without having looked: one row a person and matter, read or not.
create schema notices;

create table notices.notice (
    id        uuid        primary key,
    person_id uuid        not null references people.person,
    kind      text        not null,
    details   jsonb       not null,
    link      text        not null,
    matter    text        not null,
    at        timestamptz not null,
    read_at   timestamptz,
    unique (person_id, matter)
);

-- Notices.page seeks on it.
create index notice_person on notices.notice (person_id, id desc);

-- Notices.unread.
create index notice_unread on notices.notice (person_id) where read_at is null;
