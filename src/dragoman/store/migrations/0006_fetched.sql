-- What was fetched from feeds: the newest row of an address stands. etag, modified: what the server said, to be asked with again.
CREATE TABLE fetched (
    address VARCHAR NOT NULL, status INTEGER NOT NULL, etag VARCHAR, modified VARCHAR, "at" TIMESTAMP NOT NULL
);
