-- Where words stand: for each block of reports, by number, a row for each word in it, and the reports that hold it. last: the last report
-- of the block; word: as `dragoman.store.words` makes a number of it. Written once, when a block is full; later reports are looked through.
CREATE TABLE postings (last INTEGER NOT NULL, word UBIGINT NOT NULL, reports INTEGER[] NOT NULL);

CREATE MACRO words_of(text) AS list_distinct(regexp_extract_all(lower(strip_accents(text)), '[\p{L}\p{N}]+'));
