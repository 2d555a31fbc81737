-- Pictures that runs made of their images. Each names the instances that are seen in it, with whose patient it goes.
create table job_picture (
    job_id uuid not null references job on delete cascade,
    name text not null,
    step bigint not null,
    caption text not null,
    sop_uids text[] not null,
    blob text not null,
    primary key (job_id, name, step)
);
create index job_picture_by_blob on job_picture (blob);
