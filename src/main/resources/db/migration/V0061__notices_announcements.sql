-- What the company tells its customers: on its pages, and by mail to those who asked for it.
create table notices.announcement (
    id         uuid        primary key,
    title      text        not null check (length(title) between 1 and 200),
    body       text        not null check (length(body) <= 20000),
    audience   text        not null check (audience in ('everyone', 'customers')),
    banner     boolean     not null,
    shows_from timestamptz not null,
    banner_until timestamptz,
    mailed_at  timestamptz,
    created_at timestamptz not null
);

-- Announcements.news seeks on it.
create index announcement_news on notices.announcement (shows_from desc, id desc);

-- Who gets the newsletter: who confirmed by a letter, or said so when signed in. An address that ended it stays, so that
-- nothing but its owner's word begins it again.
create table notices.subscriber (
    id           uuid        primary key,
    email        text        not null unique check (email = lower(email)),
    asked_at     timestamptz not null,
    confirmed_at timestamptz,
    ended_at     timestamptz
);

-- One mail of a newsletter. A row is posted once, whatever happens meanwhile.
create table notices.newsletter_mail (
    id              uuid primary key,
    announcement_id uuid not null references notices.announcement on delete cascade,
    subscriber_id   uuid not null references notices.subscriber,
    state           text not null check (state in ('waiting', 'posted', 'sent', 'failed', 'skipped')),
    unique (announcement_id, subscriber_id)
);

-- Newsletter.postSome takes what waits.
create index newsletter_mail_waiting on notices.newsletter_mail (id) where state = 'waiting';
