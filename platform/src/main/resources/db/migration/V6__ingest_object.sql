-- Objects between their arrival and their leaving the spool, with the fate once they have one, so that a crash counts none twice.

create table ingest_object (
    object uuid primary key,
    project_id uuid not null references project,
    fate text check (fate in ('STORED', 'DUPLICATE', 'QUARANTINED'))
);
