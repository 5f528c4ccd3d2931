-- What visitors say about the help centre itself. Nobody can be found in it: no address, no account, no browser; of the page they
-- came from only its path, and never one that names a ticket or holds a token.
-- ease: from 1, very hard, to 5, very easy. done_at: nothing is left to do about it.
create table knowledge.feedback (
    id      uuid        primary key,
    ease    integer     not null check (ease between 1 and 5),
    sought  text        not null,
    better  text        not null,
    page    text        not null,
    at      timestamptz not null,
    done_at timestamptz,
    done_by uuid        references people.person
);

-- FeedbackFigures: what was said in the last days, and the latest comments.
create index feedback_at on knowledge.feedback (at desc, page);
