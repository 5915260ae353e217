-- Append only: no row is ever changed or taken away. A report's newest coding is the one that counts, and what
-- counts is worked out by the views below.

CREATE TABLE migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied TIMESTAMP NOT NULL, dragoman VARCHAR NOT NULL);

-- One coder at work in one call. Times are UTC.
CREATE TABLE runs (run_id INTEGER PRIMARY KEY, coder VARCHAR NOT NULL, started TIMESTAMP NOT NULL, dragoman VARCHAR NOT NULL);

CREATE TABLE reports (
    report_id VARCHAR PRIMARY KEY, text VARCHAR NOT NULL, published DATE,
    outlet VARCHAR, title VARCHAR, language VARCHAR, licence VARCHAR, address VARCHAR
);

-- Which coder has read which report: what makes adding a report twice harmless.
CREATE TABLE codings (report_id VARCHAR NOT NULL, coder VARCHAR NOT NULL, run_id INTEGER NOT NULL, PRIMARY KEY (report_id, coder));

CREATE TABLE passages (passage_id VARCHAR PRIMARY KEY, text VARCHAR NOT NULL);

CREATE TABLE printings (
    passage_id VARCHAR NOT NULL, report_id VARCHAR NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (report_id, "start", "end")
);

-- mutual: several actors and no recipient, so that everybody is on both sides.
-- published: of the earliest report known when the row was written.
CREATE TABLE events (
    event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    type VARCHAR NOT NULL, mode VARCHAR, contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL, historical BOOLEAN NOT NULL, plover VARCHAR, quad VARCHAR NOT NULL, mutual BOOLEAN NOT NULL,
    when_start DATE, when_end DATE, published DATE, "when" JSON, "where" JSON, p DOUBLE NOT NULL,
    PRIMARY KEY (event_id, run_id)
);

-- side: actor or recipient; position: from 0, within the side.
CREATE TABLE event_actors (
    event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, side VARCHAR NOT NULL, position INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL, name VARCHAR NOT NULL, country VARCHAR, sector VARCHAR, office VARCHAR, p DOUBLE NOT NULL,
    kind VARCHAR NOT NULL, gender VARCHAR, other_sectors VARCHAR[] NOT NULL, rule VARCHAR NOT NULL
);

-- Offsets count code points of the report's text; the words themselves are read from there.
CREATE TABLE evidence (
    event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, report_id VARCHAR NOT NULL, position INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    "trigger" STRUCT("start" INTEGER, "end" INTEGER) NOT NULL,
    actors STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    recipients STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL
);

CREATE TABLE claims (
    event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL, report_id VARCHAR NOT NULL, position INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    stance VARCHAR NOT NULL, cue VARCHAR NOT NULL, quoted BOOLEAN NOT NULL, speakers JSON NOT NULL
);

CREATE TABLE commitments (
    commitment_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL, run_id INTEGER NOT NULL,
    act_type VARCHAR NOT NULL, act_mode VARCHAR, condition VARCHAR, due_start DATE, due_end DATE, due JSON,
    state VARCHAR NOT NULL, promisors JSON NOT NULL, beneficiaries JSON NOT NULL,
    PRIMARY KEY (event_id, run_id)
);

-- run_id: the run that brought the finding with its commitment; null for a verdict entered on its own, later.
CREATE TABLE findings (
    commitment_id VARCHAR NOT NULL, run_id INTEGER, position INTEGER NOT NULL,
    state VARCHAR NOT NULL, "on" DATE NOT NULL, event_id VARCHAR, p DOUBLE NOT NULL, "by" VARCHAR NOT NULL
);

CREATE VIEW newest_codings AS SELECT report_id, max(run_id) AS run_id FROM codings GROUP BY report_id;

CREATE VIEW current_evidence AS
SELECT evidence.* FROM evidence LEFT JOIN newest_codings AS newest USING (report_id)
WHERE newest.run_id IS NULL OR evidence.run_id >= newest.run_id;

CREATE VIEW current_claims AS
SELECT claims.* FROM claims LEFT JOIN newest_codings AS newest USING (report_id)
WHERE newest.run_id IS NULL OR claims.run_id >= newest.run_id;

CREATE VIEW current_events AS
SELECT events.* FROM events
JOIN (SELECT event_id, max(run_id) AS run_id FROM current_evidence GROUP BY event_id) USING (event_id, run_id);

-- An event's newest commitment, in the state of the newest verdict.
CREATE VIEW current_commitments AS
WITH newest AS (
    SELECT event_id, max(run_id) AS run_id FROM commitments
    WHERE (event_id, run_id) IN (SELECT (event_id, run_id) FROM current_evidence) GROUP BY event_id
), verdicts AS (
    SELECT commitment_id, arg_max(state, position) AS state FROM findings WHERE run_id IS NULL GROUP BY commitment_id
)
SELECT commitments.* REPLACE (coalesce(verdicts.state, commitments.state) AS state)
FROM commitments JOIN newest USING (event_id, run_id) LEFT JOIN verdicts USING (commitment_id);
