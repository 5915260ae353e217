-- One event for all its tellings. What a coder makes of an act in a report is a telling: a row that stays as it is. Tellings
-- of one act, in whatever reports, are one event.
DROP VIEW current_commitments;
DROP VIEW current_events;
DROP VIEW current_claims;
DROP VIEW current_evidence;

ALTER TABLE events RENAME TO old_events;
ALTER TABLE event_actors RENAME TO telling_actors;
ALTER TABLE commitments RENAME TO old_commitments;

CREATE TABLE tellings (
    telling_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    type VARCHAR NOT NULL, mode VARCHAR, contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL, historical BOOLEAN NOT NULL, plover VARCHAR, quad VARCHAR NOT NULL, mutual BOOLEAN NOT NULL,
    when_start DATE, when_end DATE, published DATE, "when" JSON, "where" JSON, p DOUBLE NOT NULL
);
INSERT INTO tellings BY NAME SELECT event_id AS telling_id, * EXCLUDE (event_id) FROM old_events;
ALTER TABLE telling_actors RENAME COLUMN event_id TO telling_id;
ALTER TABLE evidence RENAME COLUMN event_id TO telling_id;
ALTER TABLE claims RENAME COLUMN event_id TO telling_id;

CREATE TABLE commitments (
    commitment_id VARCHAR NOT NULL, telling_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    act_type VARCHAR NOT NULL, act_mode VARCHAR, condition VARCHAR, due_start DATE, due_end DATE, due JSON,
    state VARCHAR NOT NULL, promisors JSON NOT NULL, beneficiaries JSON NOT NULL
);
INSERT INTO commitments BY NAME SELECT event_id AS telling_id, * EXCLUDE (event_id) FROM old_commitments;

-- Why a telling is of an event that was first told elsewhere; the newest row of a telling stands. p: how probable it is.
CREATE TABLE links (
    telling_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, position BIGINT NOT NULL, p DOUBLE NOT NULL
);

-- Printings of one article: the newest row of a report stands. An original is its own.
CREATE TABLE reprints (report_id VARCHAR NOT NULL, original VARCHAR NOT NULL, position BIGINT NOT NULL);

-- What an article is recognised by: see `dragoman.reprints.marks`. Of printings only the first one added has any.
CREATE TABLE marks (report_id VARCHAR NOT NULL, mark UBIGINT NOT NULL);

-- From here on: what follows from the tables above, kept so that questions need not work it out. members says which
-- tellings an event has, in the order in which they were added; events is what they come to, put together by `dragoman.linking.merging`.
CREATE TABLE members (event_id VARCHAR NOT NULL, telling_id VARCHAR NOT NULL, position BIGINT NOT NULL);

-- published: of its earliest report; run_id: of its newest telling; reports, independent: printings, and those that are no
-- reprint of another one; commitment: the telling that opens it.
CREATE TABLE events (
    event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    type VARCHAR NOT NULL, mode VARCHAR, contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL, historical BOOLEAN NOT NULL, plover VARCHAR, quad VARCHAR NOT NULL, mutual BOOLEAN NOT NULL,
    when_start DATE, when_end DATE, published DATE, "when" JSON, "where" JSON, p DOUBLE NOT NULL,
    reports INTEGER NOT NULL, independent INTEGER NOT NULL, commitment VARCHAR
);
CREATE TABLE event_actors (
    event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, side VARCHAR NOT NULL, position INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL, name VARCHAR NOT NULL, country VARCHAR, sector VARCHAR, office VARCHAR, p DOUBLE NOT NULL,
    kind VARCHAR NOT NULL, gender VARCHAR, other_sectors VARCHAR[] NOT NULL, rule VARCHAR NOT NULL
);

CREATE VIEW current_tellings AS
SELECT evidence.* FROM evidence LEFT JOIN newest_codings AS newest USING (report_id)
WHERE newest.run_id IS NULL OR evidence.run_id >= newest.run_id;

INSERT INTO members SELECT telling_id, telling_id, row_number() OVER (ORDER BY min(run_id), telling_id) FROM tellings GROUP BY telling_id;
INSERT INTO events BY NAME
SELECT t.telling_id AS event_id, t.* EXCLUDE (telling_id), n.reports, n.reports AS independent, c.telling_id AS commitment
FROM tellings AS t
JOIN (SELECT telling_id, max(run_id) AS run_id, count(DISTINCT report_id) AS reports FROM current_tellings GROUP BY telling_id)
    AS n USING (telling_id, run_id)
LEFT JOIN (
    SELECT DISTINCT telling_id FROM commitments WHERE (telling_id, run_id) IN (SELECT (telling_id, run_id) FROM current_tellings)
) AS c USING (telling_id);
INSERT INTO event_actors BY NAME
SELECT telling_id AS event_id, * EXCLUDE (telling_id) FROM telling_actors
WHERE (telling_id, run_id) IN (SELECT (event_id, run_id) FROM events);
DROP TABLE old_events;
DROP TABLE old_commitments;

CREATE VIEW current_events AS SELECT * FROM events;

CREATE VIEW current_evidence AS
SELECT members.event_id, evidence.* FROM current_tellings AS evidence JOIN members USING (telling_id);

CREATE VIEW current_claims AS
SELECT members.event_id, claims.* FROM claims JOIN members USING (telling_id)
LEFT JOIN newest_codings AS newest USING (report_id)
WHERE newest.run_id IS NULL OR claims.run_id >= newest.run_id;

-- An event's commitment, in the state of the newest verdict on it. run_id is the event's; made_in, the commitment's own.
CREATE VIEW current_commitments AS
WITH newest AS (
    SELECT telling_id, max(run_id) AS run_id FROM commitments
    WHERE (telling_id, run_id) IN (SELECT (telling_id, run_id) FROM current_tellings) GROUP BY telling_id
), verdicts AS (
    SELECT members.event_id, arg_max(findings.state, findings.position) AS state
    FROM findings JOIN commitments USING (commitment_id) JOIN members USING (telling_id)
    WHERE findings.run_id IS NULL GROUP BY members.event_id
)
SELECT c.* REPLACE (events.run_id AS run_id, coalesce(verdicts.state, c.state) AS state),
    events.event_id, c.run_id AS made_in
FROM commitments AS c JOIN newest USING (telling_id, run_id)
JOIN events ON events.commitment = c.telling_id
LEFT JOIN verdicts ON verdicts.event_id = events.event_id;

CREATE VIEW current_reprints AS SELECT report_id, arg_max(original, position) AS original FROM reprints GROUP BY report_id;
