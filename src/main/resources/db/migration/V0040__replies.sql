-- How the desk writes: what it sends by itself, of which every version is kept, and each channel's manner of writing.
create schema replies;

-- One for each language, an ISO 639-1 code. What is not written in a language goes out in English, so that is always there.
create table replies.standing_letter (
    id       uuid    primary key,
    kind     text    not null check (kind in ('acknowledgement', 'answers')),
    language text    not null,
    version  integer not null,
    unique (kind, language)
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

with ours (id, kind, language, subject, body) as (
    values (cast('01900000-0000-7000-8000-000000000001' as uuid), 'acknowledgement', 'en',
            'We have your message [#{{ticket.number}}]',
            E'Hello {{customer.first_name}},\n\nthank you for writing to {{company.name}}. Your message has reached us as request #{{ticket.number}}, and one of us will answer you.\n\nIf you want to add something, just reply to this mail.\n\n{{company.name}}'),
           ('01900000-0000-7000-8000-000000000002', 'acknowledgement', 'de',
            'Wir haben Ihre Nachricht [#{{ticket.number}}]',
            E'Guten Tag,\n\nvielen Dank, dass Sie {{company.name}} schreiben. Ihre Nachricht ist als Anfrage #{{ticket.number}} bei uns angekommen, und jemand von uns wird Ihnen antworten.\n\nWenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese Mail.\n\n{{company.name}}'),
           ('01900000-0000-7000-8000-000000000003', 'answers', 'en', '',
            E'Perhaps you need not wait for us. This may answer it:\n\n{{article.title}}\nRead it: {{article.link}}\nIt solved this, close my request: {{article.solved}}'),
           ('01900000-0000-7000-8000-000000000004', 'answers', 'de', '',
            E'Vielleicht müssen Sie nicht auf uns warten. Das könnte die Antwort sein:\n\n{{article.title}}\nLesen: {{article.link}}\nDas hat geholfen, meine Anfrage kann geschlossen werden: {{article.solved}}')
), letter as (
    insert into replies.standing_letter (id, kind, language, version)
    select id, kind, language, 1 from ours
    returning id
)
insert into replies.standing_letter_version (letter_id, version, subject, body, created_at)
select id, 1, subject, body, '2026-01-01T00:00:00Z'
  from letter
  join ours using (id);
