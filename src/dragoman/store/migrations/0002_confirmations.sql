-- Persons' verdicts on commitments, with what the program proposed when they gave them. Append only: the newest stands.
-- Proposals are not stored: they follow from the events and are worked out when asked for.
CREATE TABLE confirmations (
    commitment_id VARCHAR NOT NULL, position INTEGER NOT NULL, state VARCHAR NOT NULL, because VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL, entered TIMESTAMP NOT NULL, proposed VARCHAR, proposed_p DOUBLE,
    proposed_event_id VARCHAR, proposed_evidence JSON
);
