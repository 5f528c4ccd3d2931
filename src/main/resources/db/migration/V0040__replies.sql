-- How the desk writes: what it sends by itself, of which every version is kept, and each channel's manner of writing.
create schema replies;

create table replies.standing_letter (
    id      uuid    primary key,
    kind    text    not null unique check (kind in ('acknowledgement')),
    version integer not null
);

create table replies.standing_letter_version (
    letter_id  uuid        not null references replies.standing_letter,
    version    integer     not null,
    subject    text        not null,
    body       text        not null,
    created_at timestamptz not null,
    created_by uuid        references people.person,
    primary key (letter_id, version)
);

-- channel_id is the id of an e-mail channel, which is its mailbox's.
create table replies.voice (
    channel_id    uuid    primary key,
    signature     text    not null,
    acknowledges  boolean not null,
    answers       boolean not null,
    signed_return boolean not null
);

with acknowledgement as (
    insert into replies.standing_letter (id, kind, version)
    values ('01900000-0000-7000-8000-000000000001', 'acknowledgement', 1)
    returning id, version
)
insert into replies.standing_letter_version (letter_id, version, subject, body, created_at)
select id, version,
       'We have your message [#{{ticket.number}}]',
       E'Hello {{customer.first_name}},\n\nthank you for writing to {{company.name}}. Your message has reached us as request #{{ticket.number}}, and one of us will answer you.\n\nIf you want to add something, just reply to this mail.\n\n{{company.name}}',
       '2026-01-01T00:00:00Z'
  from acknowledgement;
