-- Reports, plans, presentation states and documents are stored beside their images.
alter table instance drop constraint instance_frames_check;
alter table instance add constraint instance_frames_check check (frames >= 0);
