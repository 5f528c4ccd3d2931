-- Where customers help each other: topics in the sections of the help centre, and what is posted in them.
create schema community;

-- article_id, ticket_number: what was made of it.
create table community.topic (
    id            uuid        primary key,
    number        bigint      generated always as identity unique,
    section_id    uuid        not null references knowledge.section,
    title         text        not null,
    slug          text        not null,
    author_id     uuid        not null references people.person,
    asked_at      timestamptz not null,
    last_post_at  timestamptz not null,
    accepted_id   uuid,
    closed        boolean     not null default false,
    pinned        boolean     not null default false,
    article_id    uuid        references knowledge.article,
    ticket_number bigint
);

-- TopicList.page: all topics, latest activity first.
create index topic_latest on community.topic (last_post_at desc, number desc);

-- TopicList.page: the topics of one section.
create index topic_section on community.topic (section_id, last_post_at desc, number desc);

-- Posts.countOf, TopicList.page: what somebody asked.
create index topic_author on community.topic (author_id, last_post_at desc, number desc);

-- words: of the topic's title and the post, so that a search finds what stands partly in either.
-- The question is the topic's first post. staff: whether its author worked here then. reason: why it is held or hidden.
create table community.post (
    id         uuid        primary key,
    topic_id   uuid        not null references community.topic,
    question   boolean     not null,
    author_id  uuid        not null references people.person,
    staff      boolean     not null,
    body       text        not null,
    state      text        not null check (state in ('shown', 'held', 'hidden')),
    reason     text        not null default '',
    posted_at  timestamptz not null,
    edited_at  timestamptz,
    words      tsvector    not null
);

-- A topic has one question.
create unique index post_question on community.post (topic_id) where question;

-- Topics.posts: what stands in a topic.
create index post_topic on community.post (topic_id, posted_at);

-- Moderation.held: what waits for one of us.
create index post_held on community.post (posted_at) where state = 'held';

-- Contributions.of: what somebody posted.
create index post_author on community.post (author_id, posted_at);

-- TopicList.page: topics by the words in their posts.
create index post_words on community.post using gin (words);

-- Whom a post has helped; of a question, who has the same one.
create table community.vote (
    post_id   uuid        not null references community.post,
    person_id uuid        not null references people.person,
    at        timestamptz not null,
    primary key (post_id, person_id)
);

-- What somebody found wrong with a post; settled_at: when one of us had looked.
create table community.report (
    post_id    uuid        not null references community.post,
    person_id  uuid        not null references people.person,
    reason     text        not null,
    at         timestamptz not null,
    settled_at timestamptz,
    primary key (post_id, person_id)
);

-- Moderation.reported: what waits for one of us.
create index report_open on community.report (at) where settled_at is null;

-- Who is told of new answers.
create table community.subscription (
    topic_id  uuid        not null references community.topic,
    person_id uuid        not null references people.person,
    since     timestamptz not null,
    primary key (topic_id, person_id)
);
