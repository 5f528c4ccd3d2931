-- What the desk has answered once and for all: articles in sections, each in one or more languages, of which every
-- published version is kept.
create schema knowledge;

-- words: its name and description in other languages, by language.
create table knowledge.section (
    id          uuid    primary key,
    parent_id   uuid    references knowledge.section,
    name        text    not null,
    description text    not null,
    words       jsonb   not null default '{}',
    position    integer not null,
    archived    boolean not null default false
);

-- Two sections of one name beside each other could not be told apart.
create unique index section_name on knowledge.section (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name))
 where not archived;

-- language: the one it is written in first; what it says in others translates that.
-- companies: whose people may read it, when its audience is company.
create table knowledge.article (
    id          uuid        primary key,
    number      bigint      generated always as identity unique,
    section_id  uuid        not null references knowledge.section,
    language    text        not null,
    audience    text        not null check (audience in ('public', 'signed_in', 'company', 'internal')),
    companies   uuid[]      not null default '{}',
    owner_id    uuid        not null references people.person,
    tags        text[]      not null default '{}',
    review_days integer     check (review_days between 1 and 3650),
    review_due  date,
    archived    boolean     not null default false,
    created_at  timestamptz not null,
    created_by  uuid        not null references people.person
);

-- HelpCentre.articles, Articles.page: the articles of a section.
create index article_section on knowledge.article (section_id);

-- original: which version of the article's first language a translation says the same as.
create table knowledge.version (
    article_id   uuid        not null references knowledge.article,
    language     text        not null,
    version      integer     not null,
    title        text        not null,
    slug         text        not null,
    summary      text        not null,
    body         text        not null,
    note         text        not null,
    original     integer,
    written_by   uuid        not null references people.person,
    published_by uuid        not null references people.person,
    published_at timestamptz not null,
    primary key (article_id, language, version)
);

-- What can be read now. An article that was withdrawn has versions and no row here.
create table knowledge.published (
    article_id uuid    not null,
    language   text    not null,
    version    integer not null,
    primary key (article_id, language),
    foreign key (article_id, language, version) references knowledge.version
);

-- What is being written, one for each language of an article. edition counts how often it was kept, so that nobody
-- overwrites what they have not seen. note: why it was sent back.
create table knowledge.draft (
    article_id uuid        not null references knowledge.article,
    language   text        not null,
    title      text        not null,
    summary    text        not null,
    body       text        not null,
    state      text        not null check (state in ('writing', 'in_review')),
    note       text        not null default '',
    edition    integer     not null,
    written_by uuid        not null references people.person,
    kept_at    timestamptz not null,
    primary key (article_id, language)
);

-- Where something stood before, like in the desk that was left: /hc/en-us/articles/360001-Returns.
create table knowledge.redirect (
    path       text        primary key,
    article_id uuid        not null references knowledge.article,
    created_at timestamptz not null
);

-- Pictures and attachments of articles; the content is in the file store, by its hash.
create table knowledge.file (
    id         uuid        primary key,
    article_id uuid        not null references knowledge.article,
    name       text        not null,
    type       text        not null,
    size       bigint      not null,
    sha256     text        not null,
    added_by   uuid        not null references people.person,
    added_at   timestamptz not null
);

-- ArticleFiles.of: the files of one article.
create index file_article on knowledge.file (article_id, added_at);
