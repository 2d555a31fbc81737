-- Deletions of patients and projects: wished for, carried out, and what they took; kept when all else of the project is gone.

create table purge (
    id uuid primary key,
    project_id uuid not null,
    patient text,
    requested_by text not null,
    requested_at timestamptz not null,
    report jsonb not null,
    done_at timestamptz
);
create index purge_waiting on purge (requested_at) where done_at is null;

-- Members that a frozen version had and has no more; its hash is that of all members it was frozen with.
alter table cohort_version add column lost int not null default 0;

create index cohort_member_by_patient on cohort_member (patient);
create index label_by_instance on label (sop_uid);
create index flag_by_instance on flag (project_id, sop_uid);

-- Since when an object is under way, so that one that is lost can be told from one that somebody is at work on.
alter table ingest_object add column received_at timestamptz not null default clock_timestamp();
