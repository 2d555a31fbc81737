-- What an instance was made of, what a project does when it comes again with other content, and which stored bytes are to go.

alter table project
    add column duplicates text not null default 'IGNORE'
        check (duplicates in ('IGNORE', 'VERSIONS', 'REFUSE', 'REPLACE'));

-- SHA-256 of the object as it was received; those stored before this column have none and count as equal.
alter table instance add column digest text;

create table instance_version (
    project_id uuid not null references project,
    sop_uid text collate "C" not null,
    number int not null,
    study_uid text collate "C" not null,
    series_uid text collate "C" not null,
    patient text collate "C" not null,
    blob text not null,
    frames int not null,
    modality text not null,
    headers jsonb not null,
    digest text,
    stored_at timestamptz not null,
    superseded_at timestamptz not null,
    primary key (project_id, sop_uid, number)
);
create index instance_version_by_patient on instance_version (project_id, patient);
create index instance_version_by_blob on instance_version (blob);

alter table ingest_object drop constraint ingest_object_fate_check;
alter table ingest_object
    add check (fate in ('STORED', 'DUPLICATE', 'QUARANTINED', 'REFUSED'));

-- Blobs that lost a row which named them. Those that nothing names any more leave the store, and workers forget their decoded frames.
create table removed_blob (
    blob text primary key,
    removed_at timestamptz not null default clock_timestamp(),
    deleted boolean not null default false
);
create index removed_blob_waiting on removed_blob (blob) where not deleted;
create index removed_blob_by_time on removed_blob (removed_at);

create index cohort_member_by_blob on cohort_member (blob);
create index label_by_mask on label (mask) where mask is not null;
