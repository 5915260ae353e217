-- Events of other data sets, as they came: kept apart from our own, and never counted as ours.
-- external_id: their own; code: CAMEO or PLOVER as they give it; type, mode: PLOVER, by crosswalk where the code is
-- CAMEO, null for the statements and appeals that PLOVER drops; quad: PLOVER's of the type, else CAMEO's; countries:
-- ISO 3166-1 alpha-3, one for each actor that has one; row: the whole row by their column names, nulls left out.
CREATE TABLE external_events (
    source VARCHAR NOT NULL, external_id VARCHAR NOT NULL, day DATE NOT NULL,
    code VARCHAR, type VARCHAR, mode VARCHAR, quad VARCHAR, score DOUBLE,
    actor VARCHAR, actor_countries VARCHAR[] NOT NULL, recipient VARCHAR, recipient_countries VARCHAR[] NOT NULL,
    place VARCHAR, place_country VARCHAR, latitude DOUBLE, longitude DOUBLE, address VARCHAR,
    "row" JSON NOT NULL, file VARCHAR NOT NULL, imported TIMESTAMP NOT NULL
);
