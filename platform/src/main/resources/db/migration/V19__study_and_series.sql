-- Studies and series of their own, so that a list of them does not read every instance. Each has the headers of its first
-- instance to arrive; what is counted is counted from the instances, so that receivers never wait for one another's rows.

create table study (
    project_id uuid not null references project,
    study_uid text collate "C" not null,
    patient text collate "C" not null,
    headers jsonb not null,
    primary key (project_id, study_uid)
);
create index study_by_patient on study (project_id, patient);
create index study_by_date on study (project_id, (headers ->> 'StudyDate'), study_uid);
create index study_by_header on study using gin (headers jsonb_path_ops);

create table series (
    project_id uuid not null,
    study_uid text collate "C" not null,
    series_uid text collate "C" not null,
    modality text not null,
    headers jsonb not null,
    primary key (project_id, study_uid, series_uid),
    foreign key (project_id, study_uid) references study
);
create index series_in_order on series (project_id, series_uid, study_uid);
create index series_by_header on series using gin (headers jsonb_path_ops);

insert into study (project_id, study_uid, patient, headers)
select distinct on (project_id, study_uid) project_id, study_uid, patient, headers
from instance order by project_id, study_uid, series_uid, instance_number, sop_uid;

insert into series (project_id, study_uid, series_uid, modality, headers)
select distinct on (project_id, study_uid, series_uid) project_id, study_uid, series_uid, modality, headers
from instance order by project_id, study_uid, series_uid, instance_number, sop_uid;

alter table instance add foreign key (project_id, study_uid, series_uid) references series;

-- Whoever removes the last instance of a series or a study removes that too.
create function forget_empty_studies() returns trigger language plpgsql as $$
begin
    delete from series s using (select distinct project_id, study_uid, series_uid from gone) g
    where (s.project_id, s.study_uid, s.series_uid) = (g.project_id, g.study_uid, g.series_uid)
      and not exists (select from instance i
                      where (i.project_id, i.study_uid, i.series_uid) = (s.project_id, s.study_uid, s.series_uid));
    delete from study s using (select distinct project_id, study_uid from gone) g
    where (s.project_id, s.study_uid) = (g.project_id, g.study_uid)
      and not exists (select from instance i where (i.project_id, i.study_uid) = (s.project_id, s.study_uid));
    return null;
end $$;
create trigger instance_leaves after delete on instance
    referencing old table as gone for each statement execute function forget_empty_studies();
