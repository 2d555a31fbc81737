-- Who brought a label: its file's importer. Of labels from before only the audit trail knows.
alter table label add column imported_by text;
