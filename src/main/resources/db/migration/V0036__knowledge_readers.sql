-- What readers do with articles: who reads what, and whether it helped. Nobody can be found in it: a reader is the hash of an
-- address and a browser with a salt that is made each day and forgotten after it.

create table knowledge.salt (
    day  date  primary key,
    salt bytea not null
);

-- One for each article, reader and day.
create table knowledge.reading (
    article_id uuid  not null references knowledge.article,
    day        date  not null,
    reader     bytea not null,
    primary key (article_id, day, reader)
);

-- Readings.asked: what was read in the last days.
create index reading_day on knowledge.reading (day, article_id);

-- One for each article, reader and day; who changes their mind changes it.
create table knowledge.vote (
    article_id uuid        not null references knowledge.article,
    language   text        not null,
    version    integer     not null,
    day        date        not null,
    reader     bytea       not null,
    helpful    boolean     not null,
    comment    text        not null default '',
    voted_at   timestamptz not null,
    primary key (article_id, day, reader)
);

-- HelpCentre.numbered: an address of which only the words are left.
create index version_slug on knowledge.version (slug);

-- What published articles say, in pieces of a few sentences. vector: its meaning in 384 bytes, where the model understands the language.
create table knowledge.passage (
    article_id uuid    not null references knowledge.article,
    language   text    not null,
    nth        integer not null,
    anchor     text    not null,
    heading    text    not null,
    text       text    not null,
    vector     bytea,
    primary key (article_id, language, nth)
);

-- Which version stands in knowledge.passage, and which model made its vectors.
create table knowledge.cut (
    article_id uuid    not null references knowledge.article,
    language   text    not null,
    version    integer not null,
    model      text    not null,
    primary key (article_id, language)
);

-- What was looked for, once for each reader, day, language and topic: the same words in any order. words: as they were typed,
-- without names, numbers and addresses. opened_id: which result was opened first; suggested: while it was still being typed.
create table knowledge.search (
    day       date        not null,
    reader    bytea       not null,
    language  text        not null,
    topic     text        not null,
    words     text        not null,
    results   integer     not null,
    opened_id uuid        references knowledge.article,
    suggested boolean     not null default false,
    at        timestamptz not null,
    primary key (day, reader, language, topic)
);

-- Who read an article and wrote to us on the same day.
create table knowledge.turned (
    article_id uuid  not null references knowledge.article,
    day        date  not null,
    reader     bytea not null,
    primary key (article_id, day, reader)
);

-- Figures.articles: what happened in the last days.
create index turned_day on knowledge.turned (day, article_id);

-- Which articles an answer of ours leads to.
create table knowledge.link_sent (
    article_id uuid        not null references knowledge.article,
    message_id uuid        not null references tickets.message,
    at         timestamptz not null,
    primary key (article_id, message_id)
);

-- Figures.articles: what was sent in the last days.
create index link_sent_at on knowledge.link_sent (at, article_id);

-- Who said that an article has solved it, and whether they wrote all the same within seven days. who and topic, a mark of their
-- address and the meaning of what they asked, are erased once that is known. ticket_id: what was closed by the link in our mail.
create table knowledge.solved (
    id          uuid        primary key,
    article_id  uuid        not null references knowledge.article,
    place       text        not null check (place in ('form', 'mail')),
    who         text,
    topic       bytea,
    ticket_id   uuid        references tickets.ticket,
    category_id uuid        references tickets.category,
    state       text        not null check (state in ('pending', 'avoided', 'wrote')),
    at          timestamptz not null,
    settled_at  timestamptz
);

-- Deflections: what somebody's next word may be about.
create index solved_pending on knowledge.solved (who) where state = 'pending';

-- Deflections.settle, Figures.articles: by time.
create index solved_at on knowledge.solved (at, article_id);
