-- Who acts on whom, with what is counted of it, so that two parties' relations are read in one place: see `dragoman.store.dyads`.

-- What an event is, once for each combination that occurs.
CREATE TABLE kinds (kind INTEGER NOT NULL, type VARCHAR NOT NULL, mode VARCHAR, status VARCHAR NOT NULL, mutual BOOLEAN NOT NULL);
INSERT INTO kinds
SELECT row_number() OVER (ORDER BY type, mode, status, mutual), * FROM (SELECT DISTINCT type, mode, status, mutual FROM events);

-- The days an event counts under in relations. What took place: its own, or the day of publication unless it is recalled or dated
-- otherwise. What was foreseen or denied: the day it was said, as the due day may never come. first is null where nobody knows a day;
-- last is then the day of publication.
CREATE VIEW filed AS
SELECT * EXCLUDE (own), CASE WHEN own THEN when_start ELSE published END AS first,
    CASE WHEN own AND when_start IS NOT NULL THEN coalesce(when_end, when_start) ELSE published END AS last
FROM (
    SELECT *, CASE WHEN status IN ('happened', 'ongoing')
        THEN historical OR when_start IS NOT NULL OR ("when" IS NOT NULL AND coalesce("when" ->> 'precision', '') <> 'present')
        ELSE published IS NULL END AS own
    FROM events
);

-- Who acts on whom, as it follows from events. A mutual act has each pair both ways. p: that it is an event and these are the two;
-- 0 where one of them is a thing, or both are the same.
CREATE VIEW acting AS
SELECT e.event, a.party AS actor, r.party AS recipient, k.kind, e.first, e.last,
    CASE WHEN 'thing' IN (pa.kind, pr.kind) OR (
        a.p = r.p AND pa.actor_id = pr.actor_id AND pa.name = pr.name
        AND pa.country IS NOT DISTINCT FROM pr.country AND pa.sector IS NOT DISTINCT FROM pr.sector
    ) THEN 0 ELSE e.p * (a.p * r.p) END AS p, e.reports AS printings
FROM takes_part AS a JOIN takes_part AS r USING (event) JOIN filed AS e USING (event)
JOIN parties AS pa ON pa.party = a.party JOIN parties AS pr ON pr.party = r.party
JOIN kinds AS k ON k.type = e.type AND k.status = e.status AND k.mutual = e.mutual AND k.mode IS NOT DISTINCT FROM e.mode
WHERE a.acting AND r.receiving AND (NOT r.acting OR a.position <> r.position);

-- The same, kept. block: 0 as it comes in; the rows of a later one lie by actor and recipient.
DROP TABLE dyads;
CREATE TABLE dyads (
    block INTEGER NOT NULL, event INTEGER NOT NULL, actor INTEGER NOT NULL, recipient INTEGER NOT NULL,
    kind INTEGER NOT NULL, first DATE, last DATE, p DOUBLE NOT NULL, printings INTEGER NOT NULL
);
INSERT INTO dyads SELECT 0, * FROM acting ORDER BY event;
