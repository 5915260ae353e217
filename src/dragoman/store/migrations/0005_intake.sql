-- How far files were read in, entered with the reports of a batch; the newest row of a path and a setting stands. items: reports and
-- other entries of the file that are dealt with; done: whether these are all; size in bytes, modified in nanoseconds: of the
-- file then; setting: the coder and what the command said of all its reports.
CREATE TABLE intake (
    path VARCHAR NOT NULL, setting VARCHAR NOT NULL, size BIGINT NOT NULL, modified BIGINT NOT NULL,
    items BIGINT NOT NULL, done BOOLEAN NOT NULL, entered TIMESTAMP NOT NULL
);
