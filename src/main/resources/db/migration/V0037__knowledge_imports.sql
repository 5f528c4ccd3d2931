-- Articles that were brought along from elsewhere: what is to be imported, and what became of each text, so that the same
-- one again changes its article and makes no second.

-- report: one entry for each text and each problem, as knowledge.ImportReport.
create table knowledge.import (
    id         uuid        primary key,
    name       text        not null,
    sha256     text        not null,
    state      text        not null check (state in ('looked', 'waiting', 'done', 'failed')),
    publish    boolean     not null default false,
    done       integer     not null default 0,
    total      integer     not null,
    report     jsonb       not null,
    started_by uuid        not null references people.person,
    started_at timestamptz not null
);

-- checksum: of the text as it was, and edition: of the draft it became, to see what was changed there or here since.
create table knowledge.source (
    system     text        not null,
    id         text        not null,
    language   text        not null,
    article_id uuid        not null references knowledge.article,
    checksum   text        not null,
    edition    integer     not null,
    taken_at   timestamptz not null,
    primary key (system, id, language)
);
