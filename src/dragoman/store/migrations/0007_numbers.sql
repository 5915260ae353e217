-- Numbers. Every report, telling and event has one, in the order in which they were added, beside the id that it keeps: rows of
-- one event, and of one time, lie together, and what is asked for by number is found without looking through the whole store.
-- A column named after a thing holds its number; one that ends in _id, its id. An event has the number of its first telling.
DROP VIEW current_commitments;
DROP VIEW current_claims;
DROP VIEW current_evidence;
DROP VIEW current_tellings;
DROP VIEW current_events;
DROP VIEW newest_codings;

ALTER TABLE reports ADD COLUMN report INTEGER;
UPDATE reports SET report = rowid + 1;
ALTER TABLE codings ADD COLUMN report INTEGER;
UPDATE codings SET report = reports.report FROM reports WHERE reports.report_id = codings.report_id;
ALTER TABLE reprints ADD COLUMN report INTEGER;
UPDATE reprints SET report = reports.report FROM reports WHERE reports.report_id = reprints.report_id;

ALTER TABLE members RENAME TO old_members;
CREATE TABLE members (event_id VARCHAR NOT NULL, telling_id VARCHAR NOT NULL, event INTEGER NOT NULL, telling INTEGER NOT NULL);
INSERT INTO members SELECT m.event_id, m.telling_id, first.position, m.position
FROM old_members AS m JOIN old_members AS first ON first.telling_id = m.event_id ORDER BY m.position;
DROP TABLE old_members;

ALTER TABLE tellings RENAME TO old_tellings;
CREATE TABLE tellings (
    telling INTEGER NOT NULL, telling_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    type VARCHAR NOT NULL, mode VARCHAR, contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL, historical BOOLEAN NOT NULL, plover VARCHAR, quad VARCHAR NOT NULL, mutual BOOLEAN NOT NULL,
    when_start DATE, when_end DATE, published DATE, "when" JSON, "where" JSON, p DOUBLE NOT NULL
);
INSERT INTO tellings BY NAME SELECT telling, old.* FROM old_tellings AS old JOIN members USING (telling_id) ORDER BY telling;
DROP TABLE old_tellings;

ALTER TABLE telling_actors RENAME TO old_actors;
CREATE TABLE telling_actors (
    telling INTEGER NOT NULL, telling_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, side VARCHAR NOT NULL, position INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL, name VARCHAR NOT NULL, country VARCHAR, sector VARCHAR, office VARCHAR, p DOUBLE NOT NULL,
    kind VARCHAR NOT NULL, gender VARCHAR, other_sectors VARCHAR[] NOT NULL, rule VARCHAR NOT NULL
);
INSERT INTO telling_actors BY NAME SELECT telling, old.* FROM old_actors AS old JOIN members USING (telling_id) ORDER BY telling;
DROP TABLE old_actors;

ALTER TABLE evidence RENAME TO old_evidence;
CREATE TABLE evidence (
    telling INTEGER NOT NULL, report INTEGER NOT NULL,
    telling_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, report_id VARCHAR NOT NULL, position INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    "trigger" STRUCT("start" INTEGER, "end" INTEGER) NOT NULL,
    actors STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    recipients STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL
);
INSERT INTO evidence BY NAME SELECT telling, report, old.*
FROM old_evidence AS old JOIN members USING (telling_id) JOIN reports USING (report_id) ORDER BY telling;
DROP TABLE old_evidence;

ALTER TABLE claims RENAME TO old_claims;
CREATE TABLE claims (
    telling INTEGER NOT NULL, report INTEGER NOT NULL,
    telling_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, report_id VARCHAR NOT NULL, position INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    stance VARCHAR NOT NULL, cue VARCHAR NOT NULL, quoted BOOLEAN NOT NULL, speakers JSON NOT NULL
);
INSERT INTO claims BY NAME SELECT telling, report, old.*
FROM old_claims AS old JOIN members USING (telling_id) JOIN reports USING (report_id) ORDER BY telling;
DROP TABLE old_claims;

ALTER TABLE commitments ADD COLUMN telling INTEGER;
UPDATE commitments SET telling = members.telling FROM members WHERE members.telling_id = commitments.telling_id;

-- first_day, last_day: the days an event is filed under, its own or else the day of publication; null if nobody knows.
ALTER TABLE events RENAME TO old_events;
CREATE TABLE events (
    event INTEGER NOT NULL, event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    type VARCHAR NOT NULL, mode VARCHAR, contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL, historical BOOLEAN NOT NULL, plover VARCHAR, quad VARCHAR NOT NULL, mutual BOOLEAN NOT NULL,
    when_start DATE, when_end DATE, published DATE, first_day DATE, last_day DATE, "when" JSON, "where" JSON, p DOUBLE NOT NULL,
    reports INTEGER NOT NULL, independent INTEGER NOT NULL, commitment VARCHAR
);
INSERT INTO events BY NAME
SELECT telling AS event, old.*, coalesce(when_start, when_end, published) AS first_day, coalesce(when_end, when_start, published) AS last_day
FROM old_events AS old JOIN members ON telling_id = old.event_id ORDER BY event;
DROP TABLE old_events;

-- Whoever takes part in events, once for each way in which a coder gives them. A row that no event needs any more stays.
CREATE TABLE parties (
    party INTEGER NOT NULL, actor_id VARCHAR NOT NULL, name VARCHAR NOT NULL, country VARCHAR, sector VARCHAR, office VARCHAR,
    kind VARCHAR NOT NULL, gender VARCHAR, other_sectors VARCHAR[] NOT NULL
);
-- acting, receiving: both in a mutual act. position: from 0, within the side that they stand on.
CREATE TABLE takes_part (
    event INTEGER NOT NULL, party INTEGER NOT NULL, acting BOOLEAN NOT NULL, receiving BOOLEAN NOT NULL, position INTEGER NOT NULL,
    p DOUBLE NOT NULL, rule VARCHAR NOT NULL
);
-- Who acts on whom. A mutual act has each pair both ways.
CREATE TABLE dyads (event INTEGER NOT NULL, actor INTEGER NOT NULL, recipient INTEGER NOT NULL);

INSERT INTO parties SELECT row_number() OVER (), * FROM (
    SELECT actor_id, name, country, sector, office, kind, gender, other_sectors FROM event_actors GROUP BY ALL ORDER BY min(rowid));
INSERT INTO takes_part
SELECT e.event, p.party, a.side = 'actor', a.side = 'recipient' OR e.mutual, a.position, a.p, a.rule
FROM event_actors AS a JOIN events AS e USING (event_id, run_id)
JOIN parties AS p ON p.actor_id = a.actor_id AND p.name = a.name AND p.kind = a.kind AND p.other_sectors = a.other_sectors
    AND p.country IS NOT DISTINCT FROM a.country AND p.sector IS NOT DISTINCT FROM a.sector
    AND p.office IS NOT DISTINCT FROM a.office AND p.gender IS NOT DISTINCT FROM a.gender
ORDER BY e.event, a.side, a.position;
INSERT INTO dyads
SELECT a.event, a.party, r.party FROM takes_part AS a JOIN takes_part AS r USING (event)
WHERE a.acting AND r.receiving AND (NOT r.acting OR a.position <> r.position) ORDER BY a.event;
DROP TABLE event_actors;

CREATE VIEW event_actors AS
SELECT e.event_id, e.run_id, CASE WHEN t.acting THEN 'actor' ELSE 'recipient' END AS side, t.position,
    p.actor_id, p.name, p.country, p.sector, p.office, t.p, p.kind, p.gender, p.other_sectors, t.rule
FROM takes_part AS t JOIN events AS e USING (event) JOIN parties AS p USING (party);

CREATE VIEW newest_codings AS SELECT report, max(run_id) AS run_id FROM codings GROUP BY report;

CREATE VIEW current_tellings AS
SELECT evidence.* FROM evidence LEFT JOIN newest_codings AS newest USING (report)
WHERE newest.run_id IS NULL OR evidence.run_id >= newest.run_id;

CREATE VIEW current_events AS SELECT * FROM events;

CREATE VIEW current_evidence AS
SELECT members.event, members.event_id, evidence.* FROM current_tellings AS evidence JOIN members USING (telling);

CREATE VIEW current_claims AS
SELECT members.event, members.event_id, claims.* FROM claims JOIN members USING (telling)
LEFT JOIN newest_codings AS newest USING (report)
WHERE newest.run_id IS NULL OR claims.run_id >= newest.run_id;

CREATE VIEW current_commitments AS
WITH newest AS (
    SELECT telling, max(run_id) AS run_id FROM commitments
    WHERE (telling, run_id) IN (SELECT (telling, run_id) FROM current_tellings) GROUP BY telling
), verdicts AS (
    SELECT members.event, arg_max(findings.state, findings.position) AS state
    FROM findings JOIN commitments USING (commitment_id) JOIN members USING (telling)
    WHERE findings.run_id IS NULL GROUP BY members.event
)
SELECT c.* REPLACE (events.run_id AS run_id, coalesce(verdicts.state, c.state) AS state),
    events.event, events.event_id, c.run_id AS made_in
FROM commitments AS c JOIN newest USING (telling, run_id)
JOIN events ON events.commitment = c.telling_id
LEFT JOIN verdicts ON verdicts.event = events.event;
