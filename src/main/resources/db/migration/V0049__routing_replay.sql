-- Sorting past tickets once more, on paper and as it would be after a change: asked for on a page, done in the background, and
-- kept, so that two people can talk about the same result.
create table routing.replay (
    id          uuid        primary key,
    plan        jsonb       not null,
    asked_by    uuid        references people.person on delete set null,
    asked_at    timestamptz not null,
    done        integer     not null default 0,
    result      jsonb,
    failure     text,
    finished_at timestamptz
);
