-- Archives that a project pulls from, what has come from them, and questions and jobs that wait for their time.

alter table job add column not_before timestamptz;

create table archive (
    project_id uuid not null references project on delete cascade,
    name text not null,
    connection jsonb not null,
    limits jsonb not null,
    added_at timestamptz not null default clock_timestamp(),
    primary key (project_id, name)
);

-- Keyed hashes of what the archives call their things: without the project's key nobody can test a UID.
create table pulled_instance (
    project_id uuid not null references project on delete cascade,
    instance_key uuid not null,
    primary key (project_id, instance_key)
);

create table pulled_series (
    project_id uuid not null references project on delete cascade,
    series_key uuid not null,
    instances int not null,
    primary key (project_id, series_key)
);

-- The spans of study date and time that a pull goes through, as its archive's clock has them; with counts once it has.
create table pull_span (
    job_id uuid not null references job on delete cascade,
    since timestamp not null,
    until timestamp not null,
    studies int not null,
    fetched int,
    known int,
    failed int,
    primary key (job_id, since)
);

-- Storage commitments that wait for their answer; the question names objects as their sender does and is sealed.
create table commitment_question (
    id uuid primary key,
    project_id uuid not null references project on delete cascade,
    sealed bytea not null,
    next_look timestamptz not null,
    until timestamptz not null
);
create index commitment_question_by_look on commitment_question (next_look);
