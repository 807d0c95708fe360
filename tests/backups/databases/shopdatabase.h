// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::test {

inline constexpr int shopTables = 9;
inline constexpr qint64 shopRows = 20'000 + 500 + 3 + 4 + 2 + 0 + 2 + 1 + 2;

/// A database of a shop: values of many types, keys between tables, partitions, children, odd names.
inline QString shopSql()
{
    return QStringLiteral(R"(
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
        CREATE DOMAIN positive AS numeric CHECK (VALUE >= 0);
        CREATE TABLE orders (id bigint PRIMARY KEY, name text NOT NULL, price positive, at timestamptz DEFAULT now());
        INSERT INTO orders SELECT i, 'order ' || i, i / 7.0, '2026-01-01'::timestamptz + i * interval '1 minute'
            FROM generate_series(1, 20000) AS i;
        CREATE TABLE items (id serial PRIMARY KEY, ord bigint REFERENCES orders, bytes bytea, info jsonb);
        INSERT INTO items (ord, bytes, info) SELECT i, decode(md5(i::text), 'hex'), jsonb_build_object('a', i)
            FROM generate_series(1, 500) AS i;
        CREATE INDEX ON items USING gin (info);
        CREATE TABLE kinds (f8 double precision, f4 real, n numeric, t timestamptz, iv interval, a int[], m mood,
            u uuid, ip inet, x xml, b bit varying, r int4range, mo money, ts tsvector, p point);
        INSERT INTO kinds VALUES
            (0.1 + 0.2, 1e-30, 'NaN', '2026-03-29 01:30:00+01', '1 mon -3 days', '{1,NULL,3}', 'ok', gen_random_uuid(),
             '10.0.0.0/8', '<a>x</a>', B'101', '[1,5)', 12.34, 'a fat cat', '(1,2)'),
            ('-Infinity', 'NaN', 1e100, 'infinity', '0', '{}', 'sad', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        CREATE TABLE t (t text);
        INSERT INTO t VALUES (NULL), (''), ('same'), ('same');
        CREATE TABLE "Odd ""name"", with \ and ' in it" ("a b" int);
        INSERT INTO "Odd ""name"", with \ and ' in it" VALUES (1), (2);
        CREATE TABLE nothing ();
        CREATE TABLE events (day date, what text) PARTITION BY RANGE (day);
        CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        INSERT INTO events VALUES ('2025-06-01', 'a'), ('2025-06-02', 'b');
        CREATE SCHEMA archive;
        CREATE TABLE archive.parent (i int);
        CREATE TABLE archive.child (j int) INHERITS (archive.parent);
        INSERT INTO archive.parent VALUES (1);
        INSERT INTO archive.child VALUES (2, 3), (4, 5);
        CREATE VIEW cheap AS SELECT * FROM orders WHERE price < 10;
        CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM orders;
        SELECT lo_from_bytea(0, 'a large object');
    )");
}

} // namespace sm::test
